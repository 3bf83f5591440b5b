import type { Logger } from 'pino';
import type { TenantId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { SHARED_SECURITY_LOG_KEY, tenantKeys } from '../redis/keys.ts';
import { isUnreachable } from '../redis/unavailable.ts';
import type { SecurityEvent } from './events.ts';
import { mergingNotes, type Noted } from './merging.ts';
import { type SecurityQuery, securityPage } from './reading.ts';

export type SecurityLog = ReturnType<typeof createSecurityLog>;

interface Parts {
  readonly redis: Redis;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}

/** The newest entries that one log keeps, about; a flood displaces old entries instead of filling Redis. */
const MOST_ENTRIES = 10_000;
/** From a note to its entry; the same again within it is counted, not written. Milliseconds. */
const GATHERED_FOR = 2_000;

/**
 * The log of what was refused or taken out, apart from the audit trail of changes. Noting never waits, fails or holds a
 * turn up: notes are gathered for two seconds, repeats are merged, and what comes too thick is only counted.
 */
export const createSecurityLog = ({ redis, now, log }: Parts) => {
  const gathered = mergingNotes();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (notes: readonly Noted[]): Promise<void> => {
    for (const note of notes) {
      const { tenantId, ...entry } = note;
      if (!tenantId) log.warn(entry, 'A security event');
      const key = tenantId ? tenantKeys(tenantId).securityLog : SHARED_SECURITY_LOG_KEY;
      const trim = { strategy: 'MAXLEN', strategyModifier: '~', threshold: MOST_ENTRIES } as const;
      await redis.xAdd(key, '*', fieldsOf(entry), { TRIM: trim });
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const notes = gathered.take();
    writing = writing
      .then(() => write(notes))
      .catch((error: unknown) => {
        if (!isUnreachable(error)) log.error({ err: error }, 'The security log could not be written');
        else log.warn({ lost: notes.length }, 'The security log was not written, as Redis is away');
      });
    return writing;
  };

  return {
    /** Notes an event; it stands in the log within two seconds. */
    note(event: SecurityEvent): void {
      gathered.add(event, now());
      timer ??= setTimeout(flush, GATHERED_FOR).unref();
    },

    /** Writes what is gathered. */
    flush,

    /** A page of a tenant's log, the newest first. */
    page: (tenantId: TenantId, query: SecurityQuery) => securityPage(redis, tenantId, query),
  };
};

const fieldsOf = (entry: Omit<Noted, 'tenantId'>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entry).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
  );
