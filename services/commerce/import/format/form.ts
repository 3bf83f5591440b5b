import type { Faults, PathSegment } from './faults.ts';
import { LISTS, LONGEST, OPTIONAL, VALUES } from './format.ts';
import type { RawPart } from './read.ts';
import { isList, isValue, type Observer } from './visit.ts';

/** Sees to it that a file has the members that the format asks for, each once, and that each part is formed right. */
export class FormCheck implements Observer {
  readonly #members = new Set<string>();
  readonly #faults: Faults;
  readonly #misfit: (raw: RawPart) => void;

  /** `misfit` gets each part that has faults of its own, after they are noted. */
  constructor(faults: Faults, misfit: (raw: RawPart) => void) {
    this.#faults = faults;
    this.#misfit = misfit;
  }

  member(raw: RawPart): void {
    const fault = this.#memberFault(raw);
    if (fault) this.#faults.add([raw.part], fault);
    this.#members.add(raw.part);
  }

  misfit(raw: RawPart, issues: Parameters<Observer['misfit']>[1]): void {
    const place = raw.index === undefined ? [raw.part] : [raw.part, raw.index];
    for (const issue of issues) this.#addIssue([...place, ...issue.path], issue);
    this.#misfit(raw);
  }

  /** To be called when the whole file has been read. */
  end(): void {
    for (const name of [...Object.keys(VALUES), ...Object.keys(LISTS)])
      if (!this.#members.has(name) && !OPTIONAL.has(name)) this.#faults.add([name], 'is missing');
  }

  #memberFault({ part, length }: RawPart): string | undefined {
    if (!isValue(part) && !isList(part)) return 'is not part of the format';
    if (this.#members.has(part)) return 'is there twice';
    if (isValue(part)) return undefined;
    if (length === undefined) return 'must be a list';
    return length > LONGEST[part] ? `must be at most ${LONGEST[part]} items` : undefined;
  }

  #addIssue(path: readonly PathSegment[], issue: Parameters<Observer['misfit']>[1][number]): void {
    if (issue.code !== 'unrecognized_keys') this.#faults.add(path, issue.message);
    else for (const key of issue.keys) this.#faults.add([...path, key], 'is not part of the format');
  }
}
