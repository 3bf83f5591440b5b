import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

/** Where the Lua scripts of the store are, from the project's root. */
const LUA = join('services', 'commerce', 'store', 'lua');

/** Stands in front of every script. */
export const PRELUDE = 'prelude';
/** Stands in front of those of moves. */
export const SHARED = 'moves/moves';

/** The name of every file there, such as `moves/begin-move`: the scripts and what stands in front of them. */
export const scriptNames = (): string[] =>
  readdirSync(join(ROOT, LUA), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.lua'))
    .map((file) => file.slice(0, -'.lua'.length));
