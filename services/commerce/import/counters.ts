import { type ProductId, type Source, type Subscription, USABLE } from '../api/types.ts';

interface Counts {
  readonly source: Source;
  readonly product: ProductId;
  subscriptions: number;
  quantity: number;
  assigned: number;
}

/** Counts the licenses of each product over its usable subscriptions, self-service and central apart. */
export class Counters {
  readonly #counts = new Map<string, Counts>();

  add({ source, productId: product, status, quantity, assigned }: Subscription): void {
    if (!USABLE.includes(status)) return;
    const key = `${source}:${product}`;
    const counts = this.#counts.get(key) ?? { source, product, subscriptions: 0, quantity: 0, assigned: 0 };
    counts.subscriptions += 1;
    counts.quantity += quantity;
    counts.assigned += assigned;
    this.#counts.set(key, counts);
  }

  values(): IterableIterator<Counts> {
    return this.#counts.values();
  }
}
