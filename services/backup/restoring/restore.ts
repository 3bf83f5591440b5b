import type { Logger } from 'pino';
import type { TenantId } from '../../commerce/api/types.ts';
import { beginGeneration, type ImportTarget, sweepGenerations } from '../../commerce/import/generations.ts';
import { migrate } from '../../commerce/migrations/bring-up.ts';
import { noteSchema } from '../../commerce/migrations/schema.ts';
import { announceDelegates } from '../../commerce/store/customers.ts';
import { noteTenant } from '../../commerce/store/tenant-list.ts';
import { openGeneration } from '../../commerce/store/tenants.ts';
import { type Lease, leaseSettled } from '../../leases/lease.ts';
import type { Redis } from '../../redis/client.ts';
import { keyWith, tenantKeys } from '../../redis/keys.ts';
import { type CheckedBackup, checkBackup } from './check.ts';
import { judgeRestore } from './judging.ts';
import { openAgain, putInPlace, type RestoreTrace, removeStaged } from './swapping.ts';
import { sizeOf, writePiece } from './writing-keys.ts';

interface RestoreRequest {
  readonly redis: Redis;
  readonly file: string;
  /** Whether it may take the place of what the tenant has. */
  readonly replace: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Who does it, as the machine calls them: for the log and the audit trail. */
  readonly operator: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** What was brought back. */
export interface RestoreSummary {
  readonly tenantId: TenantId;
  readonly tenantName: string;
  readonly takenAt: string;
  readonly keys: number;
  readonly milliseconds: number;
}

/** Members in one transaction: few enough that others hardly wait for it. */
const FULL = 5000;

/**
 * Brings a tenant back as a backup has it. First all of it is written beside what is there; then, for some seconds,
 * nobody sees the tenant while the one takes the place of the other. Where it fails or is killed before that, nothing has
 * changed; afterwards the tenant is not there until the backup is brought back again. Moves and notices that were under
 * way go on, and so does money: what was open at either time is settled, or given back.
 * @throws {BackupRefused} the file is no whole backup, or the tenant has data that is not to be replaced
 */
export const restoreBackup = async (request: RestoreRequest): Promise<RestoreSummary> => {
  const { redis, file, replace, now, operator, log } = request;
  const began = performance.now();
  const backup = await checkBackup(file);
  const { tenant, takenAt } = backup.head;
  const tenantId = tenant.id as TenantId;
  await judgeRestore(redis, backup.head, replace);
  const target: ImportTarget = { redis, tenantId, log };
  await noteTenant(redis, tenantId, now);
  const { generation, lease } = await beginGeneration(target);
  const trace = { at: now, takenAt, digest: backup.digest, operator };
  let keys = 0;
  try {
    await removeStaged(redis, tenantId);
    keys = await write({ redis, tenantId, generation }, backup, lease);
    await publish({ redis, tenantId, generation }, { backup, lease, trace, log });
  } finally {
    lease.end();
  }
  await sweepGenerations(target, (key) => leaseSettled(redis, key));
  log.warn({ tenantId, generation, ...trace }, 'A tenant was brought back from a backup');
  const milliseconds = Math.round(performance.now() - began);
  return { tenantId, tenantName: tenant.name, takenAt, keys, milliseconds };
};

interface Unseen {
  readonly redis: Redis;
  readonly tenantId: TenantId;
  readonly generation: string;
}

/** Writes it where nobody looks; returns how many keys it has. */
const write = async ({ redis, tenantId, generation }: Unseen, backup: CheckedBackup, lease: Lease): Promise<number> => {
  const { restoring } = tenantKeys(tenantId);
  let [transaction, size, keys] = [redis.multi(), 0, 0];
  for await (const piece of backup.pieces()) {
    const key = piece.of === 'import' ? keyWith(piece.key, tenantId, generation) : restoring(piece.key);
    writePiece(transaction, key, piece);
    size += sizeOf(piece.value);
    keys += piece.more ? 0 : 1;
    if (size < FULL) continue;
    lease.assertHeld();
    await transaction.exec();
    [transaction, size] = [redis.multi(), 0];
  }
  lease.assertHeld();
  await transaction.exec();
  return keys;
};

interface Publishing {
  readonly backup: CheckedBackup;
  readonly lease: Lease;
  readonly trace: RestoreTrace;
  readonly log: RestoreRequest['log'];
}

const publish = async ({ redis, tenantId, generation }: Unseen, { backup, lease, trace, log }: Publishing) => {
  lease.assertHeld();
  await putInPlace(redis, tenantId, generation);
  await noteSchema(redis, tenantId, backup.head.schema);
  const db = await openGeneration(redis, tenantId, generation);
  await migrate(db, log, () => lease.assertHeld());
  await announceDelegates(redis, db.tenant);
  await openAgain(redis, tenantId, generation, trace);
};
