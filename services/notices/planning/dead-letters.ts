import { readFileSync } from 'node:fs';
import { tenantKeys } from '../../redis/keys.ts';
import { runScript, scriptOf } from '../../redis/script.ts';
import { NOTICE_KINDS } from '../kinds.ts';
import { encodeNotice, type Notice } from '../notice.ts';
import type { DeliveryStore } from '../store.ts';
import { isKnownRole } from './audience.ts';

const REVIVE = scriptOf(readFileSync(new URL('../lua/revive-notice.lua', import.meta.url), 'utf8'));

/** A notice that could not be planned: as a rule one that a later version has written. */
export interface DeadNotice {
  /** In the outbox. */
  readonly id: string;
  /** As it is written there; nobody here may know it. */
  readonly kind: string;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Whether this version knows what a notice is and whom it is for. */
export const isUnderstood = (notice: Notice | undefined): boolean => {
  const { kind, to } = (notice ?? {}) as Partial<Notice>;
  if (!kind || !to || !Object.hasOwn(NOTICE_KINDS, kind)) return false;
  return 'user' in to ? typeof to.user === 'string' : isKnownRole(to.role);
};

/** Sets a notice aside, so that those behind it have their turn. */
export const bury = async ({ redis, tenantId }: DeliveryStore, id: string): Promise<void> => {
  await redis.zAdd(tenantKeys(tenantId).deadNotices, { score: Number(id.split('-')[0]), value: id });
};

/** Puts what was set aside and is understood by now behind everything else in the outbox, each once. */
export const revive = async (store: DeliveryStore): Promise<void> => {
  const { redis, tenantId } = store;
  const { deadNotices, outbox } = tenantKeys(tenantId);
  for (const id of await redis.zRange(deadNotices, 0, -1)) {
    const notice = await store.notice(id);
    if (!notice || !isUnderstood(notice)) continue;
    await runScript(redis, REVIVE, { keys: [deadNotices, outbox], arguments: [id, encodeNotice(notice)] });
  }
};

/** What is set aside, the newest first. */
export const deadNotices = async (store: DeliveryStore, most: number): Promise<DeadNotice[]> => {
  const ids = await store.redis.zRange(tenantKeys(store.tenantId).deadNotices, 0, most - 1, { REV: true });
  return Promise.all(
    ids.map(async (id) => {
      const { kind = '?', subject = '?' } = ((await store.notice(id)) ?? {}) as Partial<Notice>;
      return { id, kind, subject, at: Number(id.split('-')[0]) };
    }),
  );
};
