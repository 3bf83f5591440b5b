import type { SpokenCommandName } from '../../../locales/index.ts';
import type { TopicId } from './texts.ts';
import type { AnswerTopic } from './topic.ts';

const BUY: readonly SpokenCommandName[] = ['buy', 'request-license'];

/** What people ask before they buy. */
export const BUYING_TOPICS = {
  'what-is': { steps: ['buy', 'subscriptions'], related: ['which-products', 'who-can-buy', 'central-or-self'] },
  'central-or-self': {
    steps: ['buy', 'centralize', 'request-license'],
    related: ['what-is', 'how-to-centralize', 'price-difference'],
  },
  'which-products': {
    steps: [...BUY, 'policies'],
    related: ['prices', 'availability', 'cannot-buy'],
    facts: ['policy'],
    saysWhetherYouMayBuy: true,
    product: 'first',
  },
  'how-to-buy': {
    steps: BUY,
    related: ['payment-options', 'prices', 'how-to-assign'],
    saysWhetherYouMayBuy: true,
  },
  'who-can-buy': {
    steps: ['buy', 'request-license', 'policies'],
    related: ['guests', 'cannot-buy', 'block-buying'],
    facts: ['country', 'kind', 'policy'],
    saysWhetherYouMayBuy: true,
    product: 'before',
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
    related: ['how-requests-work', 'who-can-buy', 'availability'],
    facts: ['country', 'kind', 'policy'],
    saysWhetherYouMayBuy: true,
    product: 'first',
  },
  'how-requests-work': {
    steps: ['request-license', 'my-requests', 'requests'],
    related: ['cannot-buy', 'who-can-buy', 'admin-roles'],
  },
  availability: {
    steps: ['buy'],
    related: ['who-can-buy', 'which-products', 'cannot-buy'],
    facts: ['country', 'kind'],
    saysWhetherYouMayBuy: true,
  },
  trials: {
    steps: ['buy', 'my-subscriptions'],
    related: ['trial-conversion', 'cancel-own', 'prices'],
    facts: ['policy'],
    product: 'first',
  },
  'trial-conversion': {
    steps: ['my-subscriptions', 'recurring-billing', 'cancel'],
    related: ['trials', 'recurring-billing-is', 'cancel-own'],
  },
  prices: {
    steps: ['price', 'buy', 'spend'],
    related: ['price-difference', 'who-pays', 'payment-options'],
    facts: ['currency'],
    product: 'first',
  },
  'price-difference': {
    steps: ['buy', 'request-license'],
    related: ['prices', 'central-or-self', 'partners'],
    facts: ['currency'],
  },
  'payment-options': {
    steps: ['payment-methods', 'buy'],
    related: ['who-pays', 'card-safety', 'purchase-orders'],
    link: 'bills',
  },
  'purchase-orders': {
    steps: ['request-license', 'invoices'],
    related: ['payment-options', 'tax-receipts', 'central-or-self'],
  },
  'who-pays': { steps: ['my-subscriptions', 'invoices'], related: ['payment-options', 'invoices', 'price-difference'] },
  'card-safety': { steps: ['payment-methods'], related: ['payment-method', 'what-admins-see'] },
} as const satisfies Readonly<Partial<Record<TopicId, AnswerTopic>>>;
