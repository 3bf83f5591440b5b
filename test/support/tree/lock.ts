import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockedPackage, packagesOf } from '../../../docs/third-party.ts';
import { ROOT } from './sources.ts';

/** Every package that `npm ci` installs. */
export const lockedPackages = (): LockedPackage[] => packagesOf(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
