import type { Logger } from 'pino';
import type { Redis } from '../../redis/client.ts';
import type { TenantId, UserId } from '../api/types.ts';
import { announceDelegates } from '../store/customers.ts';
import { noteTenant } from '../store/tenant-list.ts';
import { appearedIn } from './appearing.ts';
import { Batch } from './batch.ts';
import { type CheckedFile, checkFile } from './format/check.ts';
import { changedMeanwhile } from './format/faults.ts';
import { fingerprint } from './format/read.ts';
import { type Filling, replaceGeneration } from './generations.ts';
import { changedSince } from './replacing/refusal.ts';
import { judgeReplacement } from './replacing/standing.ts';
import { type Contents, paged } from './retire.ts';
import { writeFile } from './write.ts';

export { type Fault, InvalidTenantFile } from './format/faults.ts';

export { ImportRefused } from './replacing/refusal.ts';

export interface ImportRequest {
  readonly redis: Redis;
  /** Path of a tenant file, format `self-service-purchases/tenant@2` or `@1`. It is read three times. */
  readonly file: string;
  /** Whether its instants are moved so that its `asOf` becomes `now`. */
  readonly shiftToToday: boolean;
  /** Whether it may replace what the tenant has already, and what was done there since. */
  readonly replace: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

export interface ImportSummary {
  readonly tenantId: TenantId;
  readonly tenantName: string;
  readonly subscriptions: number;
  readonly people: number;
  readonly products: number;
  readonly milliseconds: number;
}

/**
 * Makes a file the data of its tenant, for all readers at once. Memory does not grow with what a subscription
 * holds; it takes some hundred bytes for each person and subscription. Imports of one tenant may run side by side: the
 * one that ends last stays.
 * @throws {InvalidTenantFile} with every fault of the file; nothing has been stored then
 * @throws {ImportRefused} the tenant has data that is not to be replaced, or not now
 */
export const importTenant = async (request: ImportRequest): Promise<ImportSummary> => {
  const { redis, file, shiftToToday, replace, now, log } = request;
  const began = performance.now();
  const version = await fingerprint(file);
  const checked = await checkFile(file, shiftToToday ? now : undefined);
  const { id: tenantId, name: tenantName } = checked.values.tenant;
  const { subscriptions, users, products } = checked.ids;
  const counts = { subscriptions: subscriptions.size, people: users.size, products: products.size };
  log.info({ tenantId, tenantName, ...counts }, 'the tenant file is right, importing');
  const fill: Filling['fill'] = async (keys, assertHeld) => {
    await announceDelegates(redis, checked.values.tenant);
    await writeFile(file, { checked, keys, batch: new Batch(redis, assertHeld) });
    if ((await fingerprint(file)) !== version) throw changedMeanwhile(file);
  };
  await noteTenant(redis, tenantId, now);
  const catalogue = {
    products: [...checked.products.keys()],
    policy: checked.values.policies.AllowSelfServicePurchase,
  };
  const news: Filling['news'] = (known) => appearedIn(catalogue, known, now);
  const judge = () => judgeReplacement(redis, checked, replace);
  const changed = () => changedSince(tenantName);
  const contents = contentsOf(checked);
  await replaceGeneration({ redis, tenantId, log }, now, { contents, fill, news, judge, changed });
  return { tenantId, tenantName, ...counts, milliseconds: Math.round(performance.now() - began) };
};

const contentsOf = ({ ids, erased, references, products }: CheckedFile): Contents => ({
  subscriptions: () => paged(references),
  people: () => paged([...(ids.users.keys() as IterableIterator<UserId>), ...erased]),
  products: () => [...products.keys()],
});
