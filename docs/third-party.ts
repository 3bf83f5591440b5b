/** A package as the lock file has it. */
export interface LockedPackage {
  /** Where it is installed, such as `node_modules/restify`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As an SPDX expression; undefined where its author gives none. */
  readonly license: string | undefined;
  /** Not part of a production install. */
  readonly dev: boolean;
  /** What its author says against it. */
  readonly deprecated: string | undefined;
  /** The digest of what was published. */
  readonly integrity: string | undefined;
  readonly resolved: string | undefined;
}

interface LockEntry extends Partial<LockedPackage> {
  /** It stands in for a package that is left out, and is ours. */
  readonly link?: boolean;
}

type Lock = { readonly packages: Readonly<Record<string, LockEntry>> };

/** The packages that a lock file names; not ours, which stand in for others. */
export const packagesOf = (lock: string): LockedPackage[] =>
  Object.entries((JSON.parse(lock) as Lock).packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, entry]) => packageOf(path, entry.name ?? path.replace(/^.*node_modules\//, ''), entry));

const packageOf = (path: string, name: string, entry: LockEntry): LockedPackage => {
  const { version = '', license = STATED[name], dev = false, deprecated, integrity, resolved } = entry;
  return { path, name, version, license, dev, deprecated, integrity, resolved };
};

/** What a package says in its files where it says nothing to the registry, looked up by hand. */
const STATED: Readonly<Record<string, string>> = {
  cldrjs: 'MIT',
  'escape-regexp-component': 'MIT',
  jspath: 'MIT',
  only: 'MIT',
  'png-js': 'MIT',
};

/** What a production install consists of: each license with its packages. */
export const licenseList = (packages: readonly LockedPackage[]): string => {
  const shipped = packages.filter(({ dev }) => !dev);
  const licenses = [...new Set(shipped.map(({ license = 'none' }) => license))].sort();
  return licenses
    .map((license) => {
      const under = shipped.filter((each) => (each.license ?? 'none') === license);
      const names = [...new Set(under.map(({ name, version }) => `${name} ${version}`))].sort();
      return `### ${license} (${names.length})\n\n${names.join(', ')}`;
    })
    .join('\n\n');
};
