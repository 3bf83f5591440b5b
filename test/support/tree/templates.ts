import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

/** Every card template, by its path below `cards`. */
export const templates = readdirSync(join(ROOT, 'cards'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, template: JSON.parse(readFileSync(join(ROOT, 'cards', file), 'utf8')) }));
