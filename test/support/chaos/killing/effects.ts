import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Redis } from '../../../../services/redis/client.ts';
import { ROOT } from '../../tree/sources.ts';
import type { SentCommand } from './commands.ts';

/** Says what a command changes in Redis; undefined where it only reads. */
export type EffectOf = (command: SentCommand) => string | undefined;

const CALL = /\br?call\(\s*['"](\w+)['"]/g;

/** Every Lua script of the product → its text. */
const SCRIPTS = new Map(
  readdirSync(join(ROOT, 'services'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.lua'))
    .map((file) => [basename(file, '.lua'), readFileSync(join(ROOT, 'services', file), 'utf8')]),
);

/**
 * Learns from the server which commands write, and from the scripts on their way there what they call: nobody has to keep
 * a list of what an act does.
 */
export const createEffects = async (redis: Redis): Promise<EffectOf> => {
  const known = await redis.sendCommand<[string, number, string[]][]>(['COMMAND']);
  const writes = new Set(known.flatMap(([name, , flags]) => (flags.includes('write') ? [name.toUpperCase()] : [])));
  const scripts = new Map<string, string | undefined>();
  const effectOfScript = (source: string): string | undefined =>
    [...source.matchAll(CALL)].some(([, name = '']) => writes.has(name.toUpperCase())) ? nameOf(source) : undefined;
  /** What a script that is brought along does, which goes by its digest from then on. */
  const learned = (source: string): string | undefined => {
    const effect = effectOfScript(source);
    scripts.set(createHash('sha1').update(source).digest('hex'), effect);
    return effect;
  };
  const inWords: Readonly<Record<string, EffectOf>> = {
    EVAL: ({ words }) => learned(words[1] ?? ''),
    EVALSHA: ({ words: [, digest = ''] }) => (scripts.has(digest) ? scripts.get(digest) : UNKNOWN_SCRIPT),
    SCRIPT: ({ words }) => void learned(words[2] ?? ''),
    EXEC: () => 'transaction',
  };
  const plain: EffectOf = ({ name, words }) =>
    writes.has(name) ? `${name.toLowerCase()} ${kindOf(words[1] ?? '')}` : undefined;
  return (command) => (inWords[command.name] ?? plain)(command);
};

const UNKNOWN_SCRIPT = 'a script that others have brought';

const nameOf = (source: string): string =>
  [...SCRIPTS].find(([, text]) => source.endsWith(text))?.[0] ?? 'a script of a library';

/** A key without what names a tenant, a person or a thing. */
const kindOf = (key: string): string => key.replace(/\{[^}]*\}:/, '').replace(/[:/][^:]*[\d-]{3,}.*$/, '');
