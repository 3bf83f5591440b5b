import { readFileSync } from 'node:fs';
import type { TenantId } from '../../commerce/api/types.ts';
import type { Redis } from '../../redis/client.ts';
import { tenantKeys } from '../../redis/keys.ts';
import { type RunnableScript, runScript, scriptOf } from '../../redis/script.ts';
import { familyOf, tenantOf } from '../key-names.ts';
import type { Traces } from '../traces.ts';
import { entriesOf, type Piece } from './pieces.ts';

const read = (name: string): RunnableScript =>
  scriptOf(readFileSync(new URL(`./${name}.lua`, import.meta.url), 'utf8'));
const REWRITE = read('rewrite');
const RENAME = read('rename');
const SWAP = read('swap-stream');

interface Rewriting {
  readonly redis: Redis;
  readonly key: string;
  readonly type: string;
}

/** Takes parts out of a key, unless they have changed since they were read. */
export const removePieces = (to: Rewriting, pieces: readonly Piece[]): Promise<void> =>
  rewritePieces(
    to,
    pieces.map(({ at, text }) => ({ at, was: text })),
  );

/** Puts the pseudonym into parts of a key, unless they have changed since they were read. */
export const pseudonymisePieces = async (to: Rewriting, pieces: readonly Piece[], traces: Traces): Promise<void> => {
  const { redis, key, type } = to;
  if (type === 'stream') return rewriteStream(redis, key, traces);
  const put = (text: string) => traces.replaced(text, key);
  await rewritePieces(
    to,
    pieces.map(({ at, text }) => ({
      at,
      was: text,
      now: put(text),
      ...(at !== undefined && { to: type === 'list' ? at : put(at) }),
    })),
  );
};

/** Puts other parts in the place of parts of a key, unless they have changed since they were read. */
export const rewritePieces = async ({ redis, key, type }: Rewriting, changes: readonly object[]): Promise<void> =>
  void (await runScript(redis, REWRITE, { keys: [key], arguments: [type, JSON.stringify(changes)] }));

/** Gives a key the name with the pseudonym. */
export const renameKey = async (redis: Redis, key: string, name: string): Promise<void> =>
  void (await runScript(redis, RENAME, { keys: [key, name], arguments: [] }));

/** Entries of a stream cannot be changed: all of them are written anew, in steps, and take its place in one. */
const rewriteStream = async (redis: Redis, key: string, traces: Traces): Promise<void> => {
  const draft = tenantKeys(tenantOf(key) as TenantId).rewritten(familyOf(key));
  await redis.unlink(draft);
  let last: string | undefined;
  for await (const page of entriesOf(redis, key)) {
    const batch = redis.multi();
    for (const { id, message } of page)
      batch.xAdd(
        draft,
        id,
        Object.fromEntries(Object.entries(message).map(([field, text]) => [field, traces.replaced(text, key)])),
      );
    if (page.length > 0) await batch.exec();
    last = page.at(-1)?.id ?? last;
  }
  if (last !== undefined) await runScript(redis, SWAP, { keys: [key, draft], arguments: [last] });
};
