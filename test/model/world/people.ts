import type { ModelPerson, World } from './world.ts';

/** What the domain lets people do; a thing of their own apart. */
export type Right =
  | 'see-all'
  | 'read-policy'
  | 'change-policy'
  | 'take-over'
  | 'buy-centrally'
  | 'assign-centrally'
  | 'decide'
  | 'read-audit'
  | 'request'
  | 'own';

const SEES = ['GlobalAdministrator', 'BillingAdministrator', 'GlobalReader'];
const BUYS = ['GlobalAdministrator', 'BillingAdministrator'];
const HANDS_OUT = ['GlobalAdministrator', 'LicenseAdministrator', 'UserAdministrator'];

const ALLOWED: Readonly<Record<Right, readonly string[]>> = {
  'see-all': [...SEES, 'partner'],
  'read-policy': [...SEES, 'partner'],
  'change-policy': BUYS,
  'take-over': [...BUYS, 'partner'],
  'buy-centrally': BUYS,
  'assign-centrally': HANDS_OUT,
  decide: HANDS_OUT,
  'read-audit': SEES,
  request: ['member'],
  own: ['member'],
};

/** A guest has none of these whatever role they hold, a partner's admin none of their own organization's. */
const capacities = ({ roles, guest, partner }: ModelPerson): readonly string[] => {
  if (partner) return ['partner'];
  return guest ? [] : [...roles, 'member'];
};

export const personIn = (world: World, n: number): ModelPerson => {
  const person = world.people.get(n);
  if (!person) throw new Error(`The model has nobody with the number ${n}`);
  return person;
};

export const mayDo = (world: World, n: number, right: Right): boolean => {
  const person = personIn(world, n);
  return person.enabled && capacities(person).some((capacity) => ALLOWED[right].includes(capacity));
};

/** Refused to whoever may not. */
export const needs = (world: World, n: number, right: Right): string | false => !mayDo(world, n, right) && 'forbidden';

/** Why people cannot be given a license; somebody who is not in the world is unknown to the directory. */
export const cannotHold = (world: World, people: readonly number[]): boolean =>
  people.some((n) => {
    const person = world.people.get(n);
    return !person || person.partner || person.guest || !person.enabled;
  });

/** Whether the directory of this tenant has somebody. */
export const isKnown = (world: World, n: number): boolean => world.people.has(n) && !personIn(world, n).partner;
