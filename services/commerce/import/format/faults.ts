/** Something wrong in a tenant file. */
export interface Fault {
  /** Where, such as `subscriptions[3].quantity`; '' for the file as a whole. */
  readonly path: string;
  /** What, in plain English. */
  readonly message: string;
}

export type PathSegment = PropertyKey;

const LONGEST_SEGMENT = 100;

/** Segments as one writes them in JavaScript: `['users', 2, 'id']` → `users[2].id`. */
const pathOf = (segments: readonly PathSegment[]): string =>
  segments
    .map((segment, position) => {
      if (typeof segment === 'number') return `[${segment}]`;
      const name = String(segment).slice(0, LONGEST_SEGMENT);
      if (!/^[\w-]+$/.test(name)) return `[${JSON.stringify(name)}]`;
      return position === 0 ? name : `.${name}`;
    })
    .join('');

/** Faults kept of one file; more only repeat a mistake of whatever wrote it. */
const KEPT = 1000;

/** Gathers the faults of one file. */
export class Faults {
  readonly kept: Fault[] = [];
  total = 0;

  add(segments: readonly PathSegment[], message: string): void {
    this.total += 1;
    if (this.kept.length < KEPT) this.kept.push({ path: pathOf(segments), message });
  }

  /** @throws {InvalidTenantFile} where there is any */
  refuseAny(): void {
    if (this.total > 0) throw new InvalidTenantFile(this.kept, this.total);
  }
}

const line = ({ path, message }: Fault): string => (path === '' ? message : `${path}: ${message}`);

/** A tenant file that is refused as a whole; nothing of it was stored. */
export class InvalidTenantFile extends Error {
  /** The first 1,000 of them. */
  readonly faults: readonly Fault[];
  /** All of them. */
  readonly total: number;

  constructor(faults: readonly Fault[], total = faults.length) {
    const rest = total > faults.length ? [`… and ${total - faults.length} more`] : [];
    super(['The tenant file is refused.', ...faults.map(line), ...rest].join('\n'));
    this.name = 'InvalidTenantFile';
    this.faults = faults;
    this.total = total;
  }
}

export const changedMeanwhile = (file: string): InvalidTenantFile =>
  new InvalidTenantFile([{ path: '', message: `The file ${file} was changed while it was being read` }]);
