import { ErrorReply, MultiErrorReply } from 'redis';

/** What a server says of itself that is there but does not do what it is asked, whatever that is. */
const BY_REPLY = {
  /** It has a connection for nobody else. */
  unreachable: /^ERR max number of clients reached/,
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
  busy: /^(BUSY|UNKILLABLE)\b/,
  /** It is part of a cluster that is not whole. */
  'cluster-down': /^(CLUSTERDOWN|TRYAGAIN)\b/,
  /** Its user may not do that or is not let in, or nobody may. To a script it says so in other words. */
  forbidden:
    /^(NOPERM|NOAUTH|WRONGPASS|DENIED)\b|^ERR (ACL failure in script|The user executing the script can't|unknown (redis )?command)/i,
} as const;

type Said = keyof typeof BY_REPLY;

/** Why a server does not serve: what it says itself, no answer in time, or anything else. */
export type Trouble = Said | 'slow' | 'failing';

/** What is the matter with a server by its own words; undefined where it refused what was asked, or nothing at all. */
export const saidBy = (error: unknown): Said | undefined => {
  if (!(error instanceof ErrorReply)) return undefined;
  if (error instanceof MultiErrorReply) return [...error.errors()].map(saidBy).find((said) => said !== undefined);
  const reply = error.message.replace(/^EXECABORT Transaction discarded because of: /, '');
  return (Object.keys(BY_REPLY) as Said[]).find((trouble) => BY_REPLY[trouble].test(reply));
};

/** What kept a write from being done. */
export const troubleOf = (error: unknown): Trouble =>
  error instanceof ErrorReply ? (saidBy(error) ?? 'failing') : 'unreachable';
