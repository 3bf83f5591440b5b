import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import { isOurs, treatmentOf } from '../families.ts';
import { familyOf } from '../key-names.ts';
import type { Traces } from '../traces.ts';
import { withoutDelegates } from './delegates.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { pseudonymisePieces, removePieces, renameKey } from './rewriting.ts';

/** A key that tells of a person: by its name, or by some parts of what it holds. */
export interface Trace {
  readonly key: string;
  readonly type: string;
  readonly inName: boolean;
  readonly pieces: readonly Piece[];
}

/** Keys looked at in one go. */
const PAGE = 500;

/** Every key of the tenant, its customers and of nobody that tells of a person; but for the note that they are being erased. */
export async function* tracesIn(redis: Redis, traces: Traces): AsyncGenerator<Trace> {
  const note = tenantKeys(traces.erasure.tenantId).erasures;
  for await (const keys of redis.scanIterator({ COUNT: PAGE })) {
    const found = await Promise.all(
      keys
        .filter((key) => key !== note && isOurs(key) && traces.mayBeIn(key))
        .map((key) => traceIn(redis, key, traces)),
    );
    yield* found.filter((trace) => trace !== undefined);
  }
}

const traceIn = async (redis: Redis, key: string, traces: Traces): Promise<Trace | undefined> => {
  const type = await redis.type(key);
  const pieces: Piece[] = [];
  for await (const page of piecesOf(redis, key, type))
    pieces.push(...page.filter(({ at, text }) => traces.has(text, key) || (at !== undefined && traces.has(at, key))));
  const inName = traces.has(key, key);
  return inName || pieces.length > 0 ? { key, type, inName, pieces } : undefined;
};

/** Does to a key what its family asks for. */
export const eraseTrace = async (redis: Redis, trace: Trace, traces: Traces): Promise<void> => {
  const { key, type, inName, pieces } = trace;
  if (familyOf(key) === 'rewritten') return void (await redis.unlink(key));
  if (familyOf(key) === 'tenant') return withoutDelegates(redis, key, ({ userId }) => userId === traces.erasure.userId);
  const treatment = treatmentOf(key);
  if (treatment === 'removed' && inName) return void (await redis.unlink(key));
  if (treatment === 'removed' && pieces.length > 0) await removePieces({ redis, key, type }, pieces);
  if (treatment !== 'pseudonymised') return;
  if (pieces.length > 0) await pseudonymisePieces({ redis, key, type }, pieces, traces);
  if (inName) await renameKey(redis, key, traces.replaced(key, key));
};
