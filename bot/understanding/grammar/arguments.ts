import type { SpokenCommandName } from '../../../locales/index.ts';
import type { Rule } from './core/rule.ts';
import type { Part } from './core/sentence.ts';
import * as slots from './core/slots.ts';
import * as time from './core/time-slots.ts';
import { excludedParts, LISTS } from './lists.ts';
import { rules } from './rules.ts';
import { amount, newTotal } from './slots/amount-slots.ts';
import { boughtWithin } from './slots/bought-slot.ts';
import { toCentral } from './slots/central-slot.ts';
import { grouping, kindOfChange, statuses, unpaid } from './slots/filter-slots.ts';
import { onePerson, requesters, whomAsked } from './slots/people-slots.ts';
import { allProducts, excepted, newProducts, offerType } from './slots/policy-slots.ts';
import { askedProducts, decision, everyProduct, namedProducts, namedRequest } from './slots/request-slots.ts';

/** Which subscription, by its reference or by its product and purchaser. */
const whichSubscription = [slots.namedSubscription, slots.knownProduct, slots.owner];

/** Command → what may be said of it, in the order in which the words are taken. A command that is missing takes nothing. */
const slotsOf: Readonly<Partial<Record<SpokenCommandName, readonly slots.Slot[]>>> = {
  subscriptions: [slots.sort, boughtWithin, time.expiring, slots.source, statuses, slots.purchaser, askedProducts],
  'my-subscriptions': [statuses, everyProduct],
  capacity: [everyProduct],
  policies: [everyProduct],
  unused: [everyProduct],
  spend: [grouping, time.months, everyProduct, slots.purchaser],
  subscription: [slots.namedSubscription, slots.knownProduct, slots.purchaser],
  licenses: [askedProducts],
  person: [onePerson],
  price: [amount, slots.namedSubscription, slots.product],
  'set-policy': [newProducts, offerType, excepted, namedProducts, allProducts],
  'take-over': whichSubscription,
  'move-users': [slots.target, toCentral, ...whichSubscription],
  cancel: whichSubscription,
  reactivate: whichSubscription,
  'recurring-billing': whichSubscription,
  'set-quantity': [newTotal, ...whichSubscription],
  assign: [slots.namedSubscription, slots.knownProduct, slots.people],
  unassign: [slots.namedSubscription, slots.knownProduct, slots.people],
  buy: [slots.quantity, slots.product],
  centralize: [slots.product],
  'request-license': [slots.product],
  'withdraw-request': [namedRequest, slots.knownProduct],
  'decide-requests': [decision, namedRequest, everyProduct, requesters, slots.all],
  'export-audit': [time.days, slots.namedSubscription, kindOfChange, slots.person],
  'ask-to-cancel': [slots.namedSubscription, slots.knownProduct, whomAsked],
  'cancel-answer': [slots.namedSubscription, slots.knownProduct],
  'export-users': [slots.namedSubscriptions, askedProducts, slots.all],
  audit: [time.days, slots.namedSubscription, kindOfChange, slots.person],
  'security-log': [slots.person],
  erase: [slots.person],
  'act-for': [slots.customer],
  invoices: [unpaid, time.months],
  invoice: [slots.namedInvoice],
  'pay-invoice': [slots.namedInvoice],
  language: [slots.namedLanguage],
};

/** What a sentence says of a command. */
export interface FilledArguments {
  readonly args: slots.Args;
  /** The words that no argument took. */
  readonly free: readonly Part[];
  readonly doubtful: boolean;
}

/** Fills in the arguments of a rule's command. */
export const fillArguments = (
  { command, args = {} }: Pick<Rule, 'command' | 'args'>,
  parts: readonly Part[],
  today: string | undefined,
): FilledArguments => {
  const excluded = new Set(LISTS.has(command) ? excludedParts(parts) : []);
  let filled: FilledArguments = { args, free: parts.filter((part) => !excluded.has(part)), doubtful: false };
  for (const slot of slotsOf[command] ?? []) {
    const { args: said, free } = filled;
    const found = slot({ parts, free, today, said });
    const used = new Set(found.used);
    filled = {
      args: { ...said, ...found.args },
      free: free.filter((part) => !used.has(part)),
      doubtful: filled.doubtful || found.doubtful === true,
    };
    for (const part of found.used) excluded.delete(part);
  }
  const free = parts.filter((part) => excluded.has(part) || filled.free.includes(part));
  return { ...filled, free, args: withoutUndefined(filled.args) };
};

const withoutUndefined = (args: slots.Args): slots.Args =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** The arguments that a sentence can give to a command; all others are made by cards. */
export const sayableArguments = (command: SpokenCommandName): ReadonlySet<string> => {
  const inRules = rules.flatMap((rule) => [rule, ...(rule.or ?? [])]).filter((rule) => rule.command === command);
  return new Set([
    ...inRules.flatMap(({ args = {} }) => Object.keys(args)),
    ...(slotsOf[command] ?? []).flatMap(({ fills }) => fills),
  ]);
};
