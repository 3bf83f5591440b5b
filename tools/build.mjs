/** Puts together everything that `npm run` starts, so that no start has to. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './assembly/packages.mjs';
import { builtProgram } from './assembly/program.mjs';

const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const programs = Object.values(scripts).flatMap((script) => /tools\/run\.mjs (\S+\.ts)/.exec(script)?.[1] ?? []);
for (const program of new Set(programs)) await builtProgram(program);
