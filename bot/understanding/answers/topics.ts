import type { SpokenCommandName } from '../../../locales/index.ts';
import type { AnswerLink } from './links.ts';
import type { TopicId } from './texts.ts';

/** What an answer can tell of the organization of the person who asks. */
export type FactKind = 'country' | 'kind' | 'account' | 'currency' | 'policy' | 'purchases';

/** What goes with an answer beside its text. */
export interface AnswerTopic {
  /** Commands to go on with, the likeliest first; each person is offered those that they may use. */
  readonly steps: readonly SpokenCommandName[];
  readonly related: readonly TopicId[];
  readonly facts?: readonly FactKind[];
  /** Says whether the person who asks can buy here. */
  readonly saysWhetherYouMayBuy?: true;
  /** Where to go on outside the bot. */
  readonly link?: AnswerLink;
}

const BUY: readonly SpokenCommandName[] = ['buy', 'request-license'];

export const ANSWER_TOPICS: Readonly<Record<TopicId, AnswerTopic>> = {
  'what-is': { steps: ['buy', 'subscriptions'], related: ['which-products', 'who-can-buy', 'who-pays'] },
  'which-products': {
    steps: [...BUY, 'policies'],
    related: ['prices', 'availability', 'cannot-buy'],
    facts: ['policy'],
    saysWhetherYouMayBuy: true,
  },
  'how-to-buy': {
    steps: BUY,
    related: ['payment-options', 'prices', 'how-to-assign'],
    saysWhetherYouMayBuy: true,
  },
  'payment-options': {
    steps: ['payment-methods', 'buy'],
    related: ['who-pays', 'card-safety', 'payment-method'],
    link: 'bills',
  },
  'who-can-buy': {
    steps: ['buy', 'request-license', 'policies'],
    related: ['guests', 'cannot-buy', 'block-buying'],
    facts: ['country', 'kind', 'policy'],
    saysWhetherYouMayBuy: true,
  },
  guests: { steps: ['buy'], related: ['who-can-buy', 'whom-to-assign'] },
  'synced-users': {
    steps: ['buy'],
    related: ['who-can-buy', 'guests'],
    facts: ['country', 'kind'],
    saysWhetherYouMayBuy: true,
  },
  'cannot-buy': {
    steps: ['request-license', 'my-requests', 'buy'],
    related: ['who-can-buy', 'availability', 'trials'],
    facts: ['country', 'kind', 'policy'],
    saysWhetherYouMayBuy: true,
  },
  availability: {
    steps: ['buy'],
    related: ['who-can-buy', 'which-products', 'cannot-buy'],
    facts: ['country', 'kind'],
    saysWhetherYouMayBuy: true,
  },
  trials: {
    steps: ['buy', 'my-subscriptions'],
    related: ['payment-options', 'expiry', 'cancel-own'],
    facts: ['policy'],
  },
  prices: { steps: ['buy', 'spend'], related: ['who-pays', 'payment-options'], facts: ['currency'] },
  'who-pays': { steps: ['my-subscriptions', 'invoices'], related: ['payment-options', 'invoices', 'refunds'] },
  'card-safety': { steps: ['payment-methods'], related: ['payment-method', 'what-admins-see'] },
  'where-to-manage': {
    steps: ['my-subscriptions', 'invoices', 'payment-methods'],
    related: ['how-to-assign', 'change-quantity', 'cancel-own'],
    link: 'products',
  },
  'whom-to-assign': { steps: ['assign', 'my-subscriptions'], related: ['how-to-assign', 'guests'], link: 'licenses' },
  'how-to-assign': {
    steps: ['assign', 'my-subscriptions'],
    related: ['whom-to-assign', 'how-to-unassign', 'change-quantity'],
    link: 'licenses',
  },
  'how-to-unassign': {
    steps: ['unassign', 'my-subscriptions'],
    related: ['how-to-assign', 'change-quantity'],
    link: 'licenses',
  },
  'change-quantity': {
    steps: ['set-quantity', 'my-subscriptions'],
    related: ['how-to-assign', 'refunds', 'prices'],
    facts: ['account'],
    link: 'products',
  },
  'cancel-own': {
    steps: ['my-subscriptions', 'recurring-billing', 'cancel'],
    related: ['refunds', 'after-cancel', 'expiry'],
    facts: ['account'],
    link: 'products',
  },
  refunds: {
    steps: ['my-subscriptions', 'recurring-billing'],
    related: ['cancel-own', 'change-quantity'],
    facts: ['account'],
  },
  'payment-method': {
    steps: ['payment-methods', 'billing-profiles'],
    related: ['card-safety', 'payment-options', 'invoices'],
    link: 'profiles',
  },
  invoices: { steps: ['invoices', 'payment-methods'], related: ['who-pays', 'payment-method'], link: 'bills' },
  expiry: {
    steps: ['subscriptions', 'my-subscriptions', 'reactivate', 'recurring-billing'],
    related: ['after-cancel', 'trials', 'purchaser-leaves'],
  },
  'purchaser-leaves': {
    steps: ['take-over', 'subscriptions'],
    related: ['take-over', 'move-users', 'expiry'],
  },
  'admin-abilities': {
    steps: ['subscriptions', 'policies', 'capacity', 'take-over'],
    related: ['block-buying', 'take-over', 'admin-assign'],
    facts: ['policy', 'purchases'],
    link: 'products',
  },
  'where-admins-see': {
    steps: ['subscriptions', 'licenses'],
    related: ['admin-abilities', 'who-has-licenses'],
    facts: ['purchases'],
    link: 'products',
  },
  'what-admins-see': { steps: ['my-subscriptions'], related: ['take-over', 'data-ownership', 'card-safety'] },
  'who-has-licenses': {
    steps: ['licenses', 'export-users', 'subscriptions'],
    related: ['available-quantity', 'admin-assign'],
    link: 'licenses',
  },
  'available-quantity': { steps: ['licenses', 'capacity'], related: ['who-has-licenses'], link: 'licenses' },
  'admin-assign': {
    steps: ['take-over', 'assign'],
    related: ['take-over', 'how-to-assign', 'admin-abilities'],
  },
  'block-buying': {
    steps: ['policies'],
    related: ['policy-existing', 'who-can-buy', 'trials'],
    facts: ['policy'],
  },
  'policy-existing': {
    steps: ['policies', 'take-over', 'subscriptions'],
    related: ['block-buying', 'take-over', 'how-to-centralize'],
    facts: ['policy'],
  },
  'take-over': {
    steps: ['take-over', 'subscriptions'],
    related: ['move-users', 'after-cancel', 'admin-assign'],
    link: 'products',
  },
  'move-users': {
    steps: ['move-users', 'take-over'],
    related: ['take-over', 'how-to-centralize', 'after-cancel'],
    link: 'products',
  },
  'after-cancel': { steps: ['subscriptions', 'my-subscriptions'], related: ['refunds', 'take-over', 'expiry'] },
  'how-to-centralize': {
    steps: ['centralize', 'export-users', 'take-over'],
    related: ['move-users', 'who-has-licenses', 'partners'],
    facts: ['purchases'],
    link: 'purchase',
  },
  'data-governance': { steps: ['policies', 'audit'], related: ['data-ownership', 'block-buying', 'admin-abilities'] },
  'data-ownership': { steps: ['subscriptions'], related: ['data-governance', 'purchaser-leaves'] },
  'who-supports': { steps: [], related: ['premier-incidents', 'training', 'partners'], link: 'support' },
  'premier-incidents': { steps: [], related: ['who-supports', 'training'], link: 'support' },
  training: { steps: ['my-licenses'], related: ['who-supports', 'which-products'] },
  partners: {
    steps: ['subscriptions', 'centralize'],
    related: ['how-to-centralize', 'admin-abilities', 'who-supports'],
  },
};
