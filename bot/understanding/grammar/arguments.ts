import type { Part } from './core/sentence.ts';
import * as slots from './core/slots.ts';
import * as time from './core/time-slots.ts';
import type { Rule } from './rules.ts';

const named = [slots.subscription, slots.knownProduct, slots.owner];

/** Command → what may be said of it, in the order in which the words are taken. A command that is missing takes nothing. */
const slotsOf: Readonly<Record<string, readonly slots.Slot[]>> = {
  subscriptions: [slots.sort, time.expiring, slots.source, slots.status, slots.purchaser, slots.askedProduct],
  subscription: [slots.subscription, slots.knownProduct, slots.purchaser],
  licenses: [slots.askedProduct],
  'set-policy': [slots.product, slots.all],
  'take-over': named,
  'move-users': [slots.target, ...named],
  cancel: named,
  reactivate: named,
  'recurring-billing': named,
  'set-quantity': [slots.newQuantity, ...named],
  assign: [slots.subscription, slots.knownProduct, slots.people],
  unassign: [slots.subscription, slots.knownProduct, slots.people],
  buy: [slots.quantity, slots.product],
  centralize: [slots.product],
  'request-license': [slots.product],
  'export-users': [slots.subscriptions, slots.askedProduct, slots.all],
  audit: [time.days, slots.subscription, slots.person],
  'act-for': [slots.customer],
  invoices: [time.months],
  invoice: [slots.invoice],
  'pay-invoice': [slots.invoice],
  language: [slots.language],
};

export interface Understood {
  readonly args: slots.Args;
  /** The words that no argument took. */
  readonly free: readonly Part[];
  readonly doubtful: boolean;
}

/** Fills in the arguments of a rule's command. */
export const fill = (
  { command, args = {} }: Pick<Rule, 'command' | 'args'>,
  parts: readonly Part[],
  today: string | undefined,
): Understood => {
  let understood: Understood = { args, free: parts, doubtful: false };
  for (const slot of slotsOf[command] ?? []) {
    const { args: said, free } = understood;
    const filled = slot({ parts, free, today, said });
    understood = {
      args: { ...said, ...filled.args },
      free: free.filter((part) => !filled.used.includes(part)),
      doubtful: understood.doubtful || filled.doubtful === true,
    };
  }
  return { ...understood, args: defined(understood.args) };
};

const defined = (args: slots.Args): slots.Args =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
