import { readFileSync } from 'node:fs';
import { addressMembers, nameMembers } from '../../../directory/name-index.ts';
import { decodePerson } from '../../../directory/person-hash.ts';
import { encodeNotice, type Notice } from '../../../notices/notice.ts';
import { tenantKeys } from '../../../redis/keys.ts';
import { runScript, scriptOf } from '../../../redis/script.ts';
import type { Product, TenantRecord, UserId } from '../../api/types.ts';
import type { OpenTenant } from '../../store/tenants.ts';
import { outrun } from '../replacing/refusal.ts';

const STEP = scriptOf(readFileSync(new URL('./refresh-step.lua', import.meta.url), 'utf8'));
/** People in one step: some 20 ms, in which nobody else is served. */
const PEOPLE_IN_A_STEP = 1000;

type Fields = Readonly<Record<string, string>>;

/** Somebody as they are stored, with no fields where they are not, and as they are to be. */
export interface PersonChange {
  readonly id: UserId;
  readonly before: Fields;
  readonly after: Fields;
}

interface ProductChange {
  readonly product: Product;
  /** What people are told where it is new. */
  readonly notice: Notice | undefined;
}

/** Gathers what is to change, and writes it in as few steps as may be: mostly one. */
export class RefreshSteps {
  readonly #db: OpenTenant;
  readonly #tenant: TenantRecord;
  readonly #beforeWriting: () => Promise<void>;
  #products: ProductChange[] = [];
  #people: PersonChange[] = [];

  /** `beforeWriting` may throw, and then nothing more is written. */
  constructor(db: OpenTenant, tenant: TenantRecord, beforeWriting: () => Promise<void>) {
    this.#db = db;
    this.#tenant = tenant;
    this.#beforeWriting = beforeWriting;
  }

  product(change: ProductChange): void {
    this.#products.push(change);
  }

  /** Writes a step once there is enough for one. */
  async person(change: PersonChange): Promise<void> {
    if (this.#people.push(change) >= PEOPLE_IN_A_STEP) await this.write();
  }

  /**
   * Writes what is left.
   * @throws {ImportRefused} where another import has changed the same data meanwhile
   */
  async write(): Promise<void> {
    await this.#beforeWriting();
    const call = callOf(this.#db, this.#tenant, this.#products, this.#people);
    [this.#products, this.#people] = [[], []];
    if ((await runScript(this.#db.redis, STEP, call)) !== 1) throw outrun(this.#tenant.name);
  }
}

const callOf = (
  { keys, tenant: { id }, generation }: OpenTenant,
  tenant: TenantRecord,
  products: readonly ProductChange[],
  people: readonly PersonChange[],
) => {
  const positions = new Map<string, number>();
  const at = (key: string): number => {
    if (!positions.has(key)) positions.set(key, positions.size + 1);
    return positions.get(key) ?? 0;
  };
  for (const key of [tenantKeys(id).generation, keys.names, keys.products, keys.tenant, tenantKeys(id).outbox]) at(key);
  const entries = (fields: Fields): [number, string][] => {
    const person = decodePerson(fields);
    if (!person) return [];
    const names = [...nameMembers(person), ...addressMembers(person)];
    return [
      ...names.map((name): [number, string] => [at(keys.names), name]),
      ...person.roles.map((role): [number, string] => [at(keys.holdersOf(role)), person.id]),
    ];
  };
  const step = {
    products: products.map(({ product, notice }) => ({
      id: product.id,
      record: JSON.stringify(product),
      ...(notice && { notice: encodeNotice(notice) }),
    })),
    people: people.map(({ id: user, before, after }) => ({
      key: at(keys.person(user)),
      before,
      fields: after,
      out: entries(before),
      into: entries(after),
    })),
  };
  return { keys: [...positions.keys()], arguments: [generation, JSON.stringify(tenant), JSON.stringify(step)] };
};
