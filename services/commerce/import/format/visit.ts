import type { z } from 'zod';
import { LISTS, type ListName, type PartName, type Parts, VALUES, type ValueName } from './format.ts';
import { inPlainEnglish } from './plain-english.ts';
import { type RawPart, readParts } from './read.ts';

/**
 * What to do with each part of a file; `index` is the position in its list. A promise is awaited before the next part.
 * Parts without a visitor cost no check.
 */
export type PartVisitor = {
  readonly [Name in PartName]?: (value: Parts[Name], index: number) => unknown;
};

/** Who wants to hear of what a visitor cannot be shown. */
export interface Observer {
  /** Each member of the file's object, known or not; of a list when its items have been read. */
  readonly member: (raw: RawPart) => void;
  /** A part, or an item of a list, that does not have the form that the format asks for. */
  readonly misfit: (raw: RawPart, issues: readonly z.core.$ZodIssue[]) => void;
}

const UNOBSERVED: Observer = { member: () => {}, misfit: () => {} };
const SCHEMAS = { ...VALUES, ...LISTS };

export const isValue = (name: string): name is ValueName => Object.hasOwn(VALUES, name);
export const isList = (name: string): name is ListName => Object.hasOwn(LISTS, name);

/**
 * Reads a file from beginning to end and shows each part to the visitor, parsed.
 * @throws {InvalidTenantFile} the file cannot be read, or is not one JSON object
 */
export const visitFile = async (file: string, visitor: PartVisitor, observer = UNOBSERVED): Promise<void> => {
  for await (const raw of readParts(file)) {
    if (raw.index === undefined) observer.member(raw);
    const name = partName(raw);
    const visiting = name && show(name, raw, visitor, observer);
    if (visiting instanceof Promise) await visiting;
  }
};

/** Undefined for what the format does not name, and for a list itself: its items are what is shown. */
const partName = ({ part, index }: RawPart): PartName | undefined => {
  if (index === undefined) return isValue(part) ? part : undefined;
  return isList(part) ? part : undefined;
};

const show = <Name extends PartName>(name: Name, raw: RawPart, visitor: PartVisitor, observer: Observer): unknown => {
  const visit: PartVisitor[Name] = visitor[name];
  if (!visit) return undefined;
  const result = SCHEMAS[name].safeParse(raw.value, { error: inPlainEnglish });
  if (result.success) return visit(result.data as Parts[Name], raw.index ?? 0);
  return observer.misfit(raw, result.error.issues);
};
