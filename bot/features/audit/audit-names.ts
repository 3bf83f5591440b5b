import type { AuditLine } from '../../../services/commerce/api/audit.ts';
import type { Actor, UserId } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';

/** What the ids in some changes are called; one that is missing is gone. */
export interface AuditNames {
  readonly people: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  /** People whom one change names; the others are counted. */
  readonly most: number;
}

/** People whom one look-up takes. */
const MOST_WANTED = 100;

/** The names of everybody and everything that these changes are about; of no more than `most` people for each field. */
export const auditNames = async (
  commerce: Commerce,
  actor: Actor,
  { lines, most = Number.POSITIVE_INFINITY }: { readonly lines: readonly AuditLine[]; readonly most?: number },
): Promise<AuditNames> => {
  const peopleIn = ({ after }: AuditLine) => PEOPLE_FIELDS.flatMap((field) => idsOfField(after[field]).slice(0, most));
  const [people, products] = await Promise.all([
    peopleNames(commerce, actor, [...new Set(lines.flatMap(peopleIn))]),
    productNames(commerce, actor, [...new Set(lines.flatMap(productsIn))]),
  ]);
  return { people, products, most };
};

/** Fields that hold ids of people, alone or in lists. */
export const PEOPLE_FIELDS = [
  'added',
  'removed',
  'moved',
  'already',
  'back',
  'lost',
  'forUserIds',
  'purchaser',
] as const;

/** The ids in a field; a script writes an empty list as `{}`. */
export const idsOfField = (value: unknown): UserId[] => {
  if (typeof value === 'string') return [value as UserId];
  return Array.isArray(value) ? value : [];
};

const productsIn = ({ after, details }: AuditLine): string[] => {
  const differences = Array.isArray(details['differences']) ? details['differences'] : [];
  return [after, ...differences].map(({ product }) => product).filter((product) => typeof product === 'string');
};

const peopleNames = async (commerce: Commerce, actor: Actor, ids: readonly UserId[]): Promise<Map<string, string>> => {
  const names = new Map<string, string>();
  for (let from = 0; from < ids.length; from += MOST_WANTED) {
    const { found } = await commerce.findNamedPeople(actor, ids.slice(from, from + MOST_WANTED));
    for (const { wanted, person } of found) names.set(wanted, person.displayName);
  }
  return names;
};

const productNames = async (commerce: Commerce, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> => {
  const found = await Promise.all(ids.map((id) => commerce.findProducts(actor, id).catch(() => [])));
  return new Map(found.flat().map(({ id, name }) => [id, name]));
};
