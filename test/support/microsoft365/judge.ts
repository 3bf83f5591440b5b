import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { GraphAnswer } from '../../../demo/microsoft365/graph.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** Cut from Microsoft's own metadata of Graph; says itself from where, and by which license. */
const SCHEMA = read('./graph-schema.json');

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(SCHEMA, 'graph');

const validators = new Map<string, ValidateFunction>();

const validatorOf = (type: string): ValidateFunction => {
  const known = validators.get(type) ?? ajv.getSchema(`graph#/$defs/${type}`);
  if (!known) throw new Error(`Graph has no type ${type}`);
  validators.set(type, known);
  return known;
};

/** What is wrong with a thing of one of Graph's types; nothing where Microsoft could have sent it. */
export const faultsOf = (type: string, thing: unknown): string[] => {
  const isValid = validatorOf(type);
  return isValid(thing)
    ? []
    : (isValid.errors ?? []).map(({ instancePath, message }) => `${type}${instancePath} ${message}`);
};

/**
 * Looks at an answer of what stands in for Graph.
 * @throws where Microsoft could not have sent it
 */
export const judge = ({ type, body }: GraphAnswer): void => {
  if (!type) return;
  const faults = (body as { value: unknown[] }).value.flatMap((thing) => faultsOf(type, thing));
  if (faults.length > 0) throw new Error(faults.join('; '));
};

interface Fixture {
  readonly name: string;
  /** Its type in the metadata, where it has one. */
  readonly schema?: string;
  readonly response: { readonly status: number; readonly headers?: Record<string, string>; readonly body: unknown };
}

/** Answers of Microsoft's that were recorded or are documented, with the source of each. */
export const FIXTURES: readonly Fixture[] = read('./graph-fixtures.json').fixtures;
