import type { PolicyValue, ProductId } from '../../api/types.ts';
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
  const values = { asOf, tenant, policies };
  return { ...survey, products: withUncatalogued(survey.products, policies), values, shift };
};

/** With a product for each id that only the policy has, as Microsoft's own list may: nothing else of it is known. */
const withUncatalogued = (products: Survey['products'], policies: Parts['policies']): Survey['products'] => {
  const values = Object.entries(policies.AllowSelfServicePurchase.products) as [ProductId, PolicyValue][];
  return new Map([...values.map(([id, value]) => [id, uncatalogued(id, value)] as const), ...products]);
};

const uncatalogued = (id: ProductId, value: PolicyValue): Parts['products'] => ({
  id,
  name: id,
  family: id,
  selfServiceSku: null,
  centralSku: null,
  trialWithoutCard: value === 'OnlyTrialsWithoutPaymentMethod',
  unitPrice: null,
  blockedCountries: [],
});
