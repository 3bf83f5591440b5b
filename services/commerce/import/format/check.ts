import { Faults } from './faults.ts';
import type { Parts } from './format.ts';
import { checkRules } from './rules.ts';
import { EARLIEST } from './scalars.ts';
import { type Survey, surveyFile } from './survey.ts';

/** A file in which everything is right, as far as it must be known for writing any part of it. */
export interface CheckedFile extends Survey {
  readonly values: Pick<Parts, 'asOf' | 'tenant' | 'policies'>;
  /** Milliseconds to add to every instant. */
  readonly shift: number;
}

/**
 * Checks a whole file. With `today` (ms), its instants are to be shifted so that its `asOf` becomes that.
 * @throws {InvalidTenantFile} with every fault in it
 */
export const checkFile = async (file: string, today: number | undefined): Promise<CheckedFile> => {
  const faults = new Faults();
  const survey = await surveyFile(file, faults);
  await checkRules(file, survey, faults);
  const { asOf, tenant, policies } = survey.values;
  const shift = today === undefined || asOf === undefined ? 0 : today - asOf;
  if (EARLIEST + shift < 0) faults.add(['asOf'], 'is too far ahead for dates to be shifted to today');
  faults.refuseAny();
  if (asOf === undefined || !tenant || !policies) throw new Error('A part is missing, yet that is no fault');
  return { ...survey, values: { asOf, tenant, policies }, shift };
};
