import type { Notice } from '../../../services/notices/notice.ts';
import { cardId, invoiceId } from '../tenants/ids.ts';
import { castOf, DECIDED, type Example, PENDING, POLICY_CHANGE, POWER_BI, ref, type Shown } from './contoso.ts';
import type { RenderedNotices } from './rendered-notices.ts';

const DAY = 24 * 60 * 60 * 1000;

/** At least one notice of every kind, about Contoso as it is after `actInContoso`. */
export const EXAMPLES: readonly Example[] = [
  {
    kind: 'purchase-made',
    who: 'Alex',
    english: /Megan Bowen bought Power BI Pro/,
    swedish: /Megan Bowen har köpt/,
    buttons: ['take-over', 'set-policy', 'subscription'],
    event: ({ admins, onSubscription, userId }) => ({
      purchaser: userId('Megan'),
      ...onSubscription('S-1001', admins),
    }),
  },
  {
    kind: 'license-gained',
    who: 'Lee',
    english: /You have a license for Power BI Pro/,
    swedish: /Du har fått en licens/,
    buttons: ['my-licenses'],
    event: ({ by, to, onSubscription }) => ({ product: POWER_BI, by, ...onSubscription('S-1001', to('Lee')) }),
  },
  {
    kind: 'license-lost',
    who: 'Raul',
    english: /no longer have a license/,
    swedish: /inte längre någon licens/,
    buttons: ['my-licenses', 'request-license'],
    event: ({ by, to, onSubscription }) => ({
      product: POWER_BI,
      cause: 'unassigned',
      by,
      ...onSubscription('S-1001', to('Raul')),
    }),
  },
  {
    kind: 'license-moved',
    who: 'Lee',
    english: /license for Power BI Pro has moved/,
    swedish: /licens för Power BI Pro har flyttats/,
    buttons: ['my-licenses'],
    event: ({ by, to, onSubscription }) => ({
      by,
      target: ref('C-2001'),
      product: POWER_BI,
      targetProduct: POWER_BI,
      ...onSubscription('S-1001', to('Lee')),
    }),
  },
  {
    kind: 'subscription-canceled',
    who: 'Megan',
    english: /Adele Vance canceled your/,
    swedish: /Adele Vance har avslutat din/,
    buttons: ['subscription', 'my-subscriptions'],
    event: ({ by, to, onSubscription }) => ({ by, ...onSubscription('S-1001', to('Megan')) }),
  },
  {
    kind: 'subscription-moved',
    who: 'Megan',
    english: /Adele Vance moved the users/,
    swedish: /Adele Vance har flyttat användarna/,
    buttons: ['subscription', 'my-subscriptions'],
    event: ({ to, onSubscription, moved }) => ({ ...moved, ...onSubscription('S-1001', to('Megan')) }),
  },
  {
    kind: 'move-finished',
    who: 'Adele',
    english: /The move has stopped/,
    swedish: /Flytten har stannat/,
    buttons: ['resume-move', 'undo-move', 'subscription'],
    event: ({ to, onSubscription, moved }) => ({ ...moved, ...onSubscription('S-1002', to('Adele')) }),
  },
  {
    kind: 'move-stopped',
    who: 'Adele',
    english: /The move has stopped/,
    swedish: /Flytten har stannat/,
    buttons: ['resume-move', 'undo-move', 'subscription'],
    event: ({ to, onSubscription, move }) => ({
      move,
      target: ref('C-2001'),
      why: 'failed',
      ...onSubscription('S-1002', to('Adele')),
    }),
  },
  {
    kind: 'cancel-asked',
    who: 'Megan',
    english: /Adele Vance asks you to cancel/,
    swedish: /Adele Vance ber dig avsluta/,
    buttons: ['cancel-answer', 'cancel-answer', 'subscription'],
    event: ({ by, to, onSubscription }) => ({ by, ...onSubscription('S-1001', to('Megan')) }),
  },
  {
    kind: 'cancel-answered',
    who: 'Adele',
    english: /Megan Bowen keeps/,
    swedish: /Megan Bowen behåller/,
    buttons: ['take-over', 'centralize', 'subscription'],
    event: ({ to, onSubscription, userId }) => ({
      by: userId('Megan'),
      answer: 'kept',
      ...onSubscription('S-1001', to('Adele')),
    }),
  },
  {
    kind: 'ends-soon',
    who: 'Megan',
    english: /Power BI Pro renews on Nov 22, 2026/,
    swedish: /förnyas 22 nov\. 2026/,
    buttons: ['recurring-billing', 'close', 'subscription'],
    event: ({ to, onSubscription }) => ({ days: 30, renews: true, ...onSubscription('S-1001', to('Megan')) }),
  },
  {
    kind: 'ends-soon',
    who: 'Patti',
    english: /Visio Plan 2 ends on Nov 16, 2026/,
    swedish: /upphör 16 nov\. 2026/,
    buttons: ['recurring-billing', 'subscription'],
    event: ({ to, onSubscription }) => ({ days: 30, renews: false, ...onSubscription('S-1003', to('Patti')) }),
  },
  {
    kind: 'ends-soon',
    who: 'Diego',
    english: /The trial cannot be renewed/,
    swedish: /kan inte förnyas/,
    buttons: ['buy', 'subscription'],
    event: ({ to, onSubscription }) => ({ days: 30, renews: false, ...onSubscription('S-1007', to('Diego')) }),
  },
  {
    kind: 'ends-soon',
    who: 'Alex',
    english: /ends on Nov 16, 2026 \(Patti Fernandez\)/,
    swedish: /2026 \(Patti Fernandez\)/,
    buttons: ['take-over', 'subscription'],
    event: ({ admins, onSubscription }) => ({ days: 30, renews: false, ...onSubscription('S-1003', admins) }),
  },
  {
    kind: 'invoice-due',
    who: 'Megan',
    english: /G-240908 is due on Nov 10, 2026/,
    swedish: /förfaller 10 nov/,
    buttons: ['pay-invoice', 'invoices', 'payment-methods'],
    event: ({ to, onSubscription }) => ({ invoice: invoiceId('G-240908'), ...onSubscription('S-1005', to('Megan')) }),
  },
  {
    kind: 'invoice-overdue',
    who: 'Patti',
    english: /G-240906 is overdue(.|\n)*Other invoices/,
    swedish: /G-240906 är förfallen(.|\n)*fler fakturor/,
    buttons: ['pay-invoice', 'invoices', 'payment-methods'],
    event: ({ to, onSubscription }) => ({
      invoice: invoiceId('G-240906'),
      withOthers: true,
      ...onSubscription('S-1003', to('Patti')),
    }),
  },
  {
    kind: 'payment-returned',
    who: 'Megan',
    english: /\$28\.00 went back to your card\n[^\n]*working on your purchase\./,
    swedish: /28,00 US\$ har gått tillbaka till ditt kort\n[^\n]*arbetade med ditt köp\./,
    buttons: ['my-subscriptions', 'invoices'],
    event: ({ about, to }) => ({
      act: 'buy',
      amount: { amount: 2800, currency: 'USD' },
      ...about(POWER_BI, to('Megan')),
    }),
  },
  {
    kind: 'card-expires',
    who: 'Patti',
    english: /Visa •••• 1881 expires: Nov 2026/,
    swedish: /går ut: nov\. 2026/,
    buttons: ['payment-methods', 'my-subscriptions'],
    event: ({ about, to }) => ({ paymentMethod: cardId('Patti Fernandez'), ...about('x', to('Patti')) }),
  },
  {
    kind: 'request-made',
    who: 'Lynne',
    english: /Raul Razo requests/,
    swedish: /Raul Razo begär/,
    buttons: ['decide-requests', 'decide-requests', 'requests'],
    event: ({ deciders, about }) => ({ request: PENDING, ...about(PENDING, deciders) }),
  },
  {
    kind: 'request-decided',
    who: 'Lee',
    english: /was approved\nFor Lee Gu/,
    swedish: /har godkänts\nFör Lee Gu/,
    buttons: ['my-requests', 'my-licenses'],
    event: ({ about, to, userId }) => ({
      request: DECIDED,
      decision: 'approved',
      by: userId('Lynne'),
      ...about(DECIDED, to('Lee')),
    }),
  },
  {
    kind: 'policy-changed',
    who: 'Alex',
    english: /Adele Vance changed[\s\S]*Visio Plan 2\nAllow → Do not allow/,
    swedish: /har ändrat policyn/,
    buttons: ['undo-policy', 'policies'],
    event: ({ admins, by, about }) => ({ by, operation: POLICY_CHANGE, ...about('AllowSelfServicePurchase', admins) }),
  },
  {
    kind: 'product-appeared',
    who: 'Alex',
    english: /New in the catalog: Power BI Pro/,
    swedish: /Nytt i katalogen/,
    buttons: ['set-policy', 'policies'],
    event: ({ admins, about }) => ({ product: POWER_BI, ...about(POWER_BI, admins) }),
  },
  {
    kind: 'limit-reached',
    who: 'Alex',
    english: /Megan Bowen has reached a limit of the bot(.|\n)*stolen cards/,
    swedish: /Megan Bowen har nått en av botens gränser(.|\n)*stulna kort/,
    buttons: ['notifications'],
    event: ({ admins, userId, about }) => ({
      by: userId('Megan'),
      limit: 'card-tries',
      ...about('card-tries', admins),
    }),
  },
  {
    kind: 'time-stepped',
    who: 'Alex',
    english: /or my clock is wrong/,
    swedish: /går min klocka fel/,
    buttons: ['subscriptions', 'notifications'],
    event: ({ admins, at, about }) => ({ from: at - 40 * DAY, until: at, ...about('time-stepped', admins) }),
  },
  {
    kind: 'weekly-digest',
    who: 'Alex',
    english: /New purchases\n0\n/,
    swedish: /Nya köp\n0\n/,
    buttons: ['subscriptions', 'spend', 'unused', 'subscriptions'],
    event: ({ admins, at, about }) => ({ from: at - 7 * DAY, until: at + DAY, ...about('weekly-digest', admins) }),
  },
];

/**
 * The examples, each with one who gets it.
 * @param move id of the move that `actInContoso` began
 */
export const noticesOfEveryKind = (rendered: RenderedNotices, move: string): Shown[] => {
  const cast = castOf(rendered, move);
  return EXAMPLES.map(({ who, kind, event }) => [who, { kind, ...event(cast) } as Notice]);
};
