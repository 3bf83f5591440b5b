import { isSpokenCommand } from './core/lexicon.ts';
import { type Rule, rule } from './core/rule.ts';
import { en } from './en/index.ts';
import {
  aboutSomebody,
  amounts,
  askingToCancel,
  deciding,
  oneself,
  prices,
  reviving,
  sums,
  vagueBuying,
  widerPolicies,
  withdrawing,
} from './more-rules.ts';

const blocked = { value: 'Disabled' };
const allowed = { value: 'Enabled' };
const trialsOnly = { value: 'OnlyTrialsWithoutPaymentMethod' };

/** What may stand around a change of policy. */
const policyWords = 'set turn to let people buying self-service policies all on as-allowed as-blocked';

const on = { args: { on: true } };
const off = { args: { on: false } };
/** What may stand around turning something on or off. */
const switching = 'turn set to on off';

const talk: readonly Rule[] = [
  rule('close', 'close !ref !subscription !names', { whole: true }),
  rule('cancel', 'abort !ref !subscription !product', { whole: true, or: [{ command: 'close' }] }),
  rule('help', 'help !ref !product', { whole: true, explains: true }),
  rule('language', 'language', { may: 'speak set turn switch-to', whole: true }),
  rule('notify-here', 'notify-here', { may: 'send notifications here channel' }),
  rule('notify-here', 'notify here|channel', { may: 'notifications' }),
  rule('notify-here', 'send notifications|notices here|channel', { may: 'set' }),
  rule('notices', 'notices'),
  rule('notifications', 'notifications'),
];

const partner: readonly Rule[] = [
  ...oneself,
  rule('act-for', 'act-for end|stop|no-more', { args: { customer: 'myself' }, may: 'myself close' }),
  rule('act-for', 'act-for', { may: 'myself set' }),
  rule('act-for', 'switch-to capital !users !ref', { may: 'myself' }),
  rule('act-for', 'switch-to myself', { may: 'myself' }),
  rule('customers', 'customers'),
];

const billing: readonly Rule[] = [
  rule('pay-invoice', 'pay-invoice !spend', { may: 'pay invoice' }),
  rule('pay-invoice', 'pay invoice|invoice-number !spend !done', { may: 'direction' }),
  rule('pay-invoice', 'pay !spend !subscriptions', { whole: true }),
  rule('billing-profiles', 'billing-profiles'),
  rule('recurring-billing', 'recurring-billing disable|stop|end|block|cancel|remove !enable', {
    ...off,
    may: switching,
  }),
  rule('recurring-billing', 'recurring-billing turn|set off !enable', { ...off, may: switching }),
  rule('recurring-billing', 'recurring-billing enable|allow|reactivate|start', { ...on, may: switching }),
  rule('recurring-billing', 'recurring-billing turn|set on', { ...on, may: switching }),
  rule('recurring-billing', 'recurring-billing off !on', { ...off, may: switching }),
  rule('recurring-billing', 'make|let|keep goes-on ref|product|subscription|my !wh', { ...on, may: 'keep' }),
  rule('recurring-billing', 'make|let runs-out ref|product|subscription|my !wh !renew', { ...off, may: 'let' }),
  rule('recurring-billing', 'make-sure not|must-not goes-on ref|product|my', { ...off, may: 'not must-not' }),
  rule('recurring-billing', 'stop|disable renew', { ...off, may: 'auto turn' }),
  rule('recurring-billing', 'recurring-billing make ref !off !not', { ...on, may: 'set make-sure let' }),
  rule('recurring-billing', 'recurring-billing ref not|must-not longer', { ...off, may: 'not must-not must longer' }),
  rule('recurring-billing', 'recurring-billing ref not|must-not', {
    ...off,
    or: [{ command: 'subscription' }],
    may: 'must longer',
  }),
  rule('subscription', 'recurring-billing ref'),
  rule('recurring-billing', 'recurring-billing', {
    args: { on: false },
    or: [{ command: 'recurring-billing', args: { on: true } }],
  }),
  rule('payment-methods', 'payment-methods'),
  rule('invoice', 'invoice-number'),
  rule('invoices', 'invoices|invoice'),
];

const overview: readonly Rule[] = [
  ...withdrawing,
  rule('my-requests', 'my-requests'),
  rule('my-requests', 'my request|requests !request-license'),
  ...deciding,
  rule('export-audit', 'export-audit', { may: 'users people all' }),
  rule('undo-policy', 'undo-policy'),
  rule('audit', 'audit'),
  rule('export-users', 'export-users', { may: 'users people all' }),
  ...sums,
  ...aboutSomebody,
  ...prices,
  rule('subscriptions', 'who got-by !ref'),
  rule('audit', 'who done !be !got-by'),
  rule('requests', 'requests'),
  rule('audit', 'did names set|policies|cancel|assign|unassign|block|take-over|move-users !got-by'),
  rule('requests', 'show|who request !license !product'),
  rule('unused', 'unused !ref'),
  rule('spend', 'spend !ref !invoices !left'),
];

const acts: readonly Rule[] = [
  ...askingToCancel,
  rule('move-users', 'take-over move|move-users', { may: 'move users all takeover' }),
  rule('cancel', 'take-over cancel', { args: {}, or: [{ command: 'take-over' }] }),
  rule('take-over', 'take-over', { may: 'takeover start' }),
  rule('take-over', 'take takeover ref', { may: 'takeover' }),
  rule('move-users', 'move-users', { may: 'all takeover away off' }),
  rule('move-users', 'want|can-have users moved ref', { may: 'done get must' }),
  rule('move-users', 'move ref', { may: 'users all names takeover away off' }),
  rule('centralize', 'centralize', { may: 'all buy purchase' }),
  rule('centralize', 'gather source=central product|licenses|subscriptions', { may: 'all' }),
  ...reviving,
];

const policy: readonly Rule[] = [
  ...widerPolicies,
  rule('policies', 'buyable names', { explains: true }),
  rule('policies', 'allowed product !set !must !must-not !nobody !want-not !set-policy', { explains: true }),
  rule('policies', 'allowed be|wh|show !set !must !must-not !nobody !want-not !set-policy'),
  rule('set-policy', 'want-not people buying', { args: blocked, may: 'self-service must' }),
  rule('set-policy', 'make-sure nobody|not buying', { args: blocked, may: 'able must people must-not self-service' }),
  rule('set-policy', 'nobody must|must-not buying', { args: blocked, may: 'self-service people' }),
  rule('set-policy', 'let nobody buying', { args: blocked, may: 'self-service' }),
  rule('set-policy', 'want|can-have product source=trials !ref !number', {
    args: trialsOnly,
    or: [{ command: 'request-license' }],
    may: 'must',
  }),
  rule('set-policy', 'product try but not buying|pay', { args: trialsOnly, may: 'people users let must not pronoun' }),
  rule('set-policy', 'people must-not buying', { args: blocked, may: 'self-service all' }),
  rule('set-policy', 'prevent people buying', { args: blocked, may: 'self-service must all from' }),
  rule('set-policy', 'set-policy|allow|enable source=trials !not !block', { args: trialsOnly, may: policyWords }),
  rule('set-policy', 'policies set|turn source=trials !not !block', { args: trialsOnly, may: policyWords }),
  rule('set-policy', 'self-service|set-policy|policies disable|block|stop|end !enable', {
    args: blocked,
    may: policyWords,
  }),
  rule('set-policy', 'self-service|set-policy|policies turn|set off|as-blocked !enable', {
    args: blocked,
    may: policyWords,
  }),
  rule('set-policy', 'self-service no-more', { args: blocked }),
  rule('set-policy', 'set product source=trials !ref !number', { args: trialsOnly, may: policyWords }),
  rule('set-policy', 'set-policy as-blocked', { args: blocked, may: policyWords }),
  rule('set-policy', 'self-service|set-policy|policies enable|allow|start', { args: allowed, may: policyWords }),
  rule('set-policy', 'self-service|set-policy|policies turn|set on|as-allowed', { args: allowed, may: policyWords }),
  rule('set-policy', 'set-policy as-allowed', { args: allowed, may: policyWords }),
  rule('set-policy', 'limit product source=trials !ref', { args: trialsOnly, may: 'block' }),
  rule('set-policy', 'block source=trials !ref !subscription', {
    args: blocked,
    or: [{ command: 'set-policy', args: trialsOnly }],
    may: policyWords,
  }),
  rule('set-policy', 'set product off|as-blocked !ref !license !subscription', { args: blocked }),
  rule('set-policy', 'set product as-allowed !ref !license !subscription', { args: allowed }),
  rule('set-policy', 'block !ref !subscription !me', { args: blocked, may: policyWords }),
  rule('set-policy', 'allow !ref !subscription !me', { args: allowed, may: policyWords }),
  rule('set-policy', 'enable product !ref !subscription', { args: allowed, may: policyWords }),
  rule('set-policy', 'set left product !number !license', { args: allowed }),
  rule('set-policy', 'set-policy'),
  rule('set-policy', 'disable product !ref !subscription', { args: blocked, or: [{ command: 'cancel' }] }),
  rule('policies', 'policies'),
  rule('policies', 'self-service be|wh on|off|enable|disable|allowed'),
];

const seats: readonly Rule[] = [
  ...amounts,
  rule('unassign', 'unassign', { may: 'remove give users' }),
  rule('unassign', 'remove|take capital !ref !product !license !subscription !users', {
    may: 'from away off',
    whole: true,
  }),
  rule('set-quantity', 'remove number|article ref|license !names', {
    args: { change: -1 },
    may: 'cancel end set give',
  }),
  rule('set-quantity', 'release number|licenses', { args: { change: -1 }, or: [{ command: 'unassign' }] }),
  rule('set-quantity', 'needs number more|license ref !names', { args: { change: 1 }, may: 'more want' }),
  rule('set-quantity', 'end number license !names', { args: { change: -1 } }),
  rule('set-quantity', 'take number license|ref !names', { args: { change: -1 }, may: 'away off from' }),
  rule('unassign', 'remove possessive product|subscription !license !access', {
    or: [{ command: 'cancel' }],
    may: 'end',
  }),
  rule('unassign', 'take ref names !off !away', { or: [{ command: 'take-over' }], may: 'from takeover' }),
  rule('unassign', 'remove names ref|license|product|access|subscription', { may: 'users access end' }),
  rule('unassign', 'take names from license|access', { may: 'users from away' }),
  rule('unassign', 'take away names', { may: 'users from off' }),
  rule('set-quantity', 'remove licenses !names !number', { or: [{ command: 'unassign' }], may: 'end' }),
  rule('set-quantity', 'want|can-have number ref !more !add !buy', { may: 'get' }),
  rule('set-quantity', 'buy|add|get|want|can-have|give number ref !names', {
    args: { change: 1 },
    may: 'set set-quantity',
  }),
  rule('set-quantity', 'buy|get article license-one ref !names', { args: { change: 1 }, may: 'more' }),
  rule('set-quantity', 'add number|article license !names !buy', { args: { change: 1 }, may: 'set' }),
  rule('set-quantity', 'add names number ref', { args: { change: 1 } }),
  rule('set-quantity', 'set-quantity|set|add number ref|license|subscription', { may: 'set add' }),
  rule('set-quantity', 'add licenses ref !names !number', { may: 'set' }),
  rule('set-quantity', 'set product number to !names !ref !wh'),
  rule('set-quantity', 'set-quantity ref', { may: 'set add remove' }),
  rule('set-quantity', 'ref number license !wh !be !show !users', { whole: true, or: [{ command: 'subscription' }] }),
  rule('set-quantity', 'set-quantity set|add|remove', { may: 'set' }),
  rule('set-quantity', 'remove number product', { args: { change: -1 } }),
  rule('assign', 'assign', { may: 'give users all' }),
  rule('assign', 'give names ref|license|product|access|subscription', { may: 'users access can-have show' }),
  rule('assign', 'able capital get|want|holding product|license|access|ref', { may: 'must access' }),
  rule('assign', 'able names get|want|holding product|license|access|ref', {
    or: [{ command: 'request-license' }],
    may: 'must access',
  }),
  rule('assign', 'get capital product|license !buy !request !able', { or: [{ command: 'buy' }], may: 'show' }),
  rule('assign', 'set|add self ref|product', { may: 'on' }),
  rule('assign', 'add names ref|license|subscription', { may: 'users set' }),
  rule('cancel', 'cancel number license', { or: [{ command: 'set-quantity' }] }),
  rule('cancel', 'cancel all !request !requests !notifications !ref !product !names', {
    or: [{ command: 'subscriptions' }],
    may: 'end',
  }),
  rule('cancel', 'cancel !request|requests|notifications', { may: 'end' }),
  rule('cancel', 'abort|end|stop subscription', { may: 'remove stop' }),
  rule('cancel', 'abort|end|stop ref !remove', { may: 'stop' }),
  rule('cancel', 'need-not longer|my product|subscription|ref !people !licenses', { may: 'longer want want-not end' }),
  rule('cancel', 'end|abort source=trials product|my', { may: 'remove' }),
  rule('cancel', 'end my product', { may: 'remove' }),
  rule('cancel', 'remove ref', { or: [{ command: 'set-quantity' }, { command: 'unassign' }] }),
];

const buying: readonly Rule[] = [
  rule('buy', '~unsure ~buying license|product !wh !ref !may-i'),
  ...vagueBuying,
  rule('my-subscriptions', 'my-subscriptions'),
  rule('my-subscriptions', 'my subscriptions'),
  rule('subscriptions', 'purchase show|status|source|sort|by|expires|all !number'),
  rule('subscriptions', 'purchase owner'),
  rule('subscriptions', 'got-by did|wh !ref !license !licenses'),
  rule('subscriptions', 'got-by did|wh person|capital product !ref', { may: 'license licenses' }),
  rule('buy', 'buy !ref', { may: 'more' }),
  rule('buy', 'get number product', { may: 'can-have show more' }),
  rule('buy', 'want|can-have number more product|license', {
    or: [{ command: 'set-quantity', args: { change: 1 } }, { command: 'request-license' }],
  }),
  rule('buy', 'want|can-have number product|license', { or: [{ command: 'request-license' }], may: 'more' }),
  rule('my-licenses', 'my-licenses'),
  rule('my-licenses', 'my licenses !product'),
  rule('request-license', 'request-license', { may: 'request give' }),
  rule('request-license', 'request product|license', { may: 'get' }),
  rule('request-license', 'can-have|want license-one', { may: 'get show access give' }),
  rule('request-license', 'can-have|want product !licenses !subscriptions !subscription', {
    may: 'get show access give',
  }),
];

const reading: readonly Rule[] = [
  rule('audit', 'did names !got-by !product'),
  rule('subscription', 'ref'),
  rule('subscriptions', 'subscriptions'),
  rule('subscriptions', 'subscription source=all'),
  rule('subscriptions', 'expires'),
  rule('subscriptions', 'got-by names|product !license !licenses'),
  rule('capacity', 'capacity'),
  rule('capacity', 'left|how licenses !product !names'),
  rule('licenses', 'licenses|who-has product|names|licenses'),
  rule('licenses', 'holding|users product'),
  rule('subscription', 'subscription'),
  rule('subscription', 'owner|possessive product', { whole: true }),
  rule('subscriptions', 'status|source|sort !reversed', { whole: true, may: 'not except' }),
  rule('subscriptions', '~reversed !request|requests|invoices'),
  rule('licenses', 'product', { whole: true, or: [{ command: 'subscriptions' }] }),
];

const chosen: readonly Rule[] = [
  ...talk,
  ...partner,
  ...billing,
  ...overview,
  ...acts,
  ...policy,
  ...seats,
  ...buying,
  ...reading,
];

const ruled = new Set(chosen.map(({ command }) => command));

/** What means a command that needs no rule of its own: its phrases, when no rule has decided before. */
const named: readonly Rule[] = Object.keys(en.phrases)
  .filter(isSpokenCommand)
  .filter((command) => !ruled.has(command))
  .map((command) => rule(command, command));

/** The rules, from the clearest to the vaguest: where several are met, the order speaks for the first. */
export const rules: readonly Rule[] = [...chosen, ...named];
