import { ErrorReply } from 'redis';

/** What a server says of itself that is there but does not do what it is asked, whatever that is. */
const BY_REPLY = {
  /** It reads its data from disk. */
  loading: /^LOADING\b/,
  /** It is the replica of another one, or has just become one. */
  'read-only': /^(READONLY|MASTERDOWN|UNBLOCKED)\b/,
  /** Its memory is full. */
  full: /^OOM\b/,
  /** It cannot write to its disk, and takes nothing that it could lose. */
  'disk-failing': /^MISCONF\b/,
  /** Fewer replicas keep up than its `min-replicas-to-write`. */
  'too-few-replicas': /^NOREPLICAS\b/,
  /** A script runs for too long. */
  busy: /^BUSY\b/,
  /** It is part of a cluster that is not whole. */
  'cluster-down': /^(CLUSTERDOWN|TRYAGAIN)\b/,
} as const;

type Said = keyof typeof BY_REPLY;

/** Why a server does not serve: no connection, no answer in time, no right to write, what it says itself, or anything else. */
export type Trouble = Said | 'unreachable' | 'slow' | 'forbidden' | 'failing';

/** What is the matter with a server by its own words; undefined where it refused what was asked, or nothing at all. */
export const saidBy = (error: unknown): Said | undefined => {
  if (!(error instanceof ErrorReply)) return undefined;
  return (Object.keys(BY_REPLY) as Said[]).find((trouble) => BY_REPLY[trouble].test(error.message));
};

const FORBIDDEN = /^(NOPERM|NOAUTH|WRONGPASS)\b/;

/** What kept a write from being done. */
export const troubleOf = (error: unknown): Trouble => {
  if (!(error instanceof ErrorReply)) return 'unreachable';
  return saidBy(error) ?? (FORBIDDEN.test(error.message) ? 'forbidden' : 'failing');
};
