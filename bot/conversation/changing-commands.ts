import type { SpokenCommandName } from '../../locales/index.ts';

/** Commands that change something, or lead to a change. */
export const CHANGING: ReadonlySet<SpokenCommandName> = new Set([
  'set-policy',
  'take-over',
  'move-users',
  'cancel',
  'assign',
  'unassign',
  'buy',
  'centralize',
  'set-quantity',
  'recurring-billing',
  'reactivate',
  'pay-invoice',
  'request-license',
  'notify-here',
  'act-for',
  'language',
]);
