import type { ProductId, Source, Subscription } from '../api/types.ts';
import { counted } from '../store/transactions/consequences.ts';

interface Counts {
  readonly source: Source;
  readonly product: ProductId;
  /** By the name of the counter. */
  readonly sums: Record<string, number>;
}

/** Counts the licenses of each product over its usable subscriptions, self-service and central apart. */
export class Counters {
  readonly #counts = new Map<string, Counts>();

  add(subscription: Subscription): void {
    const { source, productId: product } = subscription;
    const key = `${source}:${product}`;
    const counts = this.#counts.get(key) ?? { source, product, sums: {} };
    for (const [name, count] of Object.entries(counted(subscription)))
      counts.sums[name] = (counts.sums[name] ?? 0) + count;
    this.#counts.set(key, counts);
  }

  values(): IterableIterator<Counts> {
    return this.#counts.values();
  }
}
