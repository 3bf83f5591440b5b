import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { leftOut, lockedPackages } from './lock.ts';
import { ROOT } from './sources.ts';

const COPIED = [
  'bot',
  'cards',
  'demo',
  'locales',
  'manifest',
  'services',
  'tools',
  'package.json',
  'package-lock.json',
];

/** A copy of the project with what `npm ci --omit=dev` installs, and nothing else. */
export interface ProductionTree {
  readonly folder: string;
  /** What a process needs in its environment so that a package finds no other packages than these. */
  readonly env: { readonly NODE_OPTIONS: string };
  remove(): Promise<void>;
}

export const makeProductionTree = async (): Promise<ProductionTree> => {
  const folder = await mkdtemp(join(tmpdir(), 'production-'));
  await Promise.all(COPIED.map((name) => cp(join(ROOT, name), join(folder, name), { recursive: true })));
  const direct = lockedPackages().filter(({ path, dev }) => !dev && path.lastIndexOf('node_modules/') === 0);
  for (const { path } of direct) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(ROOT, path), join(folder, path));
  }
  for (const [name, place] of leftOut()) {
    await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true });
    await symlink(join(folder, place), join(folder, 'node_modules', name));
  }
  return {
    folder,
    env: { NODE_OPTIONS: '--preserve-symlinks' },
    remove: () => rm(folder, { recursive: true }),
  };
};
