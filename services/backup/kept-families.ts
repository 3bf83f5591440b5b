import { GENERATION_FAMILIES, TENANT_FAMILIES } from '../privacy/families.ts';
import { familyOf } from '../privacy/key-names.ts';
import { generationKeys, generationOf, tenantKeys } from '../redis/keys.ts';

type OfTenant = keyof typeof TENANT_FAMILIES;

/**
 * What no backup holds: what tells which data is there, which a restore writes itself, and what is of this minute. All
 * else of a tenant is in it, also what a later version adds.
 */
const LEFT_OUT: readonly OfTenant[] = [
  'generation',
  'generations',
  'importing',
  'schema',
  'restoring',
  'rewritten',
  'dialogue',
  'seenActivity',
  'keptAnswers',
  'keptAnswersDue',
  'sentLately',
  'sentLatelyTo',
  'conversationPause',
  'limit',
  'limitTold',
];

/** What is done next goes by these, so that a restore brings them last, when all else is there. */
const LAST: readonly OfTenant[] = ['outbox', 'outboxProgress', 'deliveryAgenda', 'payments'];

const familiesOf = (makers: Readonly<Record<string, unknown>>, names: readonly string[]): ReadonlySet<string> =>
  new Set(
    names.map((name) => {
      const maker = makers[name];
      return familyOf(typeof maker === 'function' ? String(maker('x', 'x')) : String(maker));
    }),
  );

const ofTenant = tenantKeys('x' as never);
const [leftOut, last] = [familiesOf(ofTenant, LEFT_OUT), familiesOf(ofTenant, LAST)];
const known = {
  tenant: familiesOf(ofTenant, Object.keys(TENANT_FAMILIES)),
  import: familiesOf(generationKeys('x' as never, 'x'), Object.keys(GENERATION_FAMILIES)),
};

/** Whether a backup holds a key of a tenant whose readers see this generation. */
export const isBackedUp = (key: string, generation: string): boolean => {
  const of = generationOf(key);
  return of === undefined ? !leftOut.has(familyOf(key)) : of === generation;
};

/** Whether a backup may hold a key with this rest. */
export const isKnown = (of: 'import' | 'tenant', rest: string): boolean => {
  const family = rest.split(':')[0] ?? '';
  return known[of].has(family) && !(of === 'tenant' && leftOut.has(family));
};

/** Whether a restore brings it last. */
export const isLast = (rest: string): boolean => last.has(rest.split(':')[0] ?? '');
