import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackage, packagesOf } from '../../../docs/third-party.ts';
import { ROOT } from './sources.ts';

/** Every package that `npm ci` installs. */
export const lockedPackages = (): LockedPackage[] => packagesOf(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

/** The packages that are left out: name → the folder of what stands in for it. */
export const leftOut = (): [name: string, folder: string][] => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(dependencies).flatMap(([name, version]) =>
    version.startsWith('file:') ? [[name, version.slice('file:'.length)]] : [],
  );
};
