import { type Rule, rule } from './core/rule.ts';

/** Who somebody is here. */
export const oneself: readonly Rule[] = [rule('who-am-i', 'who-am-i', { explains: true })];

/** Taking a request of one's own back. */
export const withdrawing: readonly Rule[] = [
  rule('withdraw-request', 'withdraw-request', { may: 'my for' }),
  rule('withdraw-request', 'withdraw|cancel|abort|end|remove my-requests|request|requests !decision', {
    may: 'my cancel abort end stop for',
  }),
];

/** Deciding what others have asked for. "Everything" is what waits, never every product. */
export const deciding: readonly Rule[] = [
  rule('decide-requests', 'decision request|requests !my', {
    may: 'decide requests all license for',
  }),
  rule('decide-requests', 'decision all !product !self-service !policies !ref !subscription !names', {
    may: 'decide',
  }),
  rule('decide-requests', 'decision names !ref !self-service !policies', {
    may: 'decide license access product give',
  }),
  rule('decide-requests', 'decision product !ref !self-service !policies !subscription', {
    or: [{ command: 'policies' }],
    may: 'decide license',
  }),
  rule('decide-requests', 'decide-requests'),
];

/** What one person has and has bought. */
export const aboutSomebody: readonly Rule[] = [
  rule('person', 'about-somebody person|capital !ref', { may: 'licenses license be holding pronoun', whole: true }),
  rule('person', 'person|capital holding|did !product !ref !got-by !how', {
    may: 'licenses license be costs wh did holding',
    whole: true,
  }),
];

/** What it would cost. */
export const prices: readonly Rule[] = [
  rule('price', 'price !ref', { explains: true }),
  rule('price', 'asks-price product|more !ours !done', { explains: true, may: 'license licenses number more' }),
  rule('price', 'cost how|wh|costs|unsure product|more !ours !done !did', {
    explains: true,
    may: 'license licenses number more unsure spend costs how wh',
  }),
];

/** Purchasers whom an admin asks to cancel, and what they answer. */
export const askingToCancel: readonly Rule[] = [
  rule('ask-to-cancel', 'ask-to-cancel', { may: 'to' }),
  rule('ask-to-cancel', 'bid cancel|end|abort names !request !requests', {
    may: 'bid cancel end abort to ref product subscription pronoun for',
  }),
  rule('ask-to-cancel', 'bid cancel|end|abort product !me !my', { may: 'bid cancel end abort to for' }),
  rule('cancel-answer', 'keep ref|product|subscription', { may: 'not want must my can-have', whole: true }),
  rule('cancel-answer', 'cancel-answer', { whole: true, may: 'not want must my' }),
];

const blocked = { value: 'Disabled' };
const allowed = { value: 'Enabled' };
const around = 'set turn to let people buying self-service policies all on off must nobody set-policy from end stop';

/** Policies for more than one product: all but some, an offer type, what is new. */
export const widerPolicies: readonly Rule[] = ['new-products', 'offer', 'except'].flatMap((what) => [
  rule('set-policy', `${what} block|disable|stop|prevent|end|nobody !ref !subscription !enable`, {
    args: blocked,
    may: `${around} block disable prevent allow`,
  }),
  rule('set-policy', `${what} allow|enable !ref !subscription !block !disable`, {
    args: allowed,
    may: `${around} allow enable`,
  }),
]);

/** Numbers of licenses in other words. */
export const amounts: readonly Rule[] = [
  rule('set-quantity', 'double|half ref|license|licenses|subscription|product !names !wh', {
    may: 'set my licenses number to set-quantity by for from remove',
  }),
  rule('set-quantity', 'bring ref number !names !more', { may: 'show to back' }),
  rule('set-quantity', 'remove article product !names !license', { args: { change: -1 }, may: 'by' }),
];

/** Sums by who has made them. */
export const sums: readonly Rule[] = [rule('spend', 'spender', { args: { per: 'purchaser' } })];

/**
 * What has ended is brought back; what was cancelled goes on: its billing, or the subscription where it has ended. What somebody
 * wishes not to be renewed, other than what is not.
 */
export const reviving: readonly Rule[] = [
  rule('recurring-billing', 'uncancel', {
    args: { on: true },
    or: [{ command: 'reactivate' }],
    may: 'subscription not cancel',
  }),
  rule('reactivate', 'reactivate !recurring-billing', { may: 'enable' }),
  rule('reactivate', 'bring back ref|subscription', { may: 'get want' }),
  rule('reactivate', 'want-back ref'),
  rule('reactivate', 'enable ref|subscription', { may: 'again' }),
  rule('reactivate', 'renew ref|subscription !not', { or: [{ command: 'recurring-billing', args: { on: true } }] }),
  rule('recurring-billing', 'renew-not ref|product|subscription|my !wh', { args: { on: false }, may: 'auto longer' }),
  rule('recurring-billing', 'expires want-not ref|product|my !wh !done', {
    args: { on: false },
    may: 'want-not longer',
  }),
];

/** Buying without a word of what. */
export const vagueBuying: readonly Rule[] = [rule('buy', 'buy|purchase something !ref !show !wh')];
