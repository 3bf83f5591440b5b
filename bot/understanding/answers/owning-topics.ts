import type { TopicId } from './texts.ts';
import type { AnswerTopic } from './topic.ts';

/** What purchasers ask about what they have. */
export const OWNING_TOPICS = {
  'where-to-manage': {
    steps: ['my-subscriptions', 'invoices', 'payment-methods'],
    related: ['how-to-assign', 'change-quantity', 'cancel-own'],
    link: 'products',
  },
  'whom-to-assign': { steps: ['assign', 'my-subscriptions'], related: ['how-to-assign', 'guests'], link: 'licenses' },
  'how-to-assign': {
    steps: ['assign', 'my-subscriptions'],
    related: ['whom-to-assign', 'how-to-unassign', 'assign-limit'],
    link: 'licenses',
  },
  'assign-limit': {
    steps: ['assign', 'my-subscriptions'],
    related: ['how-to-assign', 'whom-to-assign', 'change-quantity'],
  },
  'how-to-unassign': {
    steps: ['unassign', 'my-subscriptions'],
    related: ['how-to-assign', 'change-quantity'],
    link: 'licenses',
  },
  'change-quantity': {
    steps: ['set-quantity', 'my-subscriptions'],
    related: ['change-takes-effect', 'how-to-assign', 'refunds'],
    facts: ['account'],
    link: 'products',
  },
  'change-takes-effect': {
    steps: ['set-quantity', 'my-subscriptions'],
    related: ['change-quantity', 'billing-accounts', 'renewal'],
    facts: ['account'],
  },
  'cancel-own': {
    steps: ['my-subscriptions', 'recurring-billing', 'cancel'],
    related: ['refunds', 'after-cancel', 'expiry'],
    facts: ['account'],
    link: 'products',
  },
  refunds: {
    steps: ['my-subscriptions', 'recurring-billing'],
    related: ['cancel-own', 'billing-accounts', 'recurring-billing-is'],
    facts: ['account'],
  },
  'billing-accounts': {
    steps: ['my-subscriptions'],
    related: ['refunds', 'change-takes-effect', 'cancel-own'],
    facts: ['account', 'currency'],
  },
  'payment-method': {
    steps: ['payment-methods', 'billing-profiles'],
    related: ['payment-fails', 'card-safety', 'invoices'],
    link: 'profiles',
  },
  'payment-fails': {
    steps: ['payment-methods', 'invoices', 'pay-invoice'],
    related: ['payment-method', 'expiry', 'invoices'],
    link: 'bills',
  },
  invoices: {
    steps: ['invoices', 'payment-methods'],
    related: ['tax-receipts', 'payment-fails', 'who-pays'],
    link: 'bills',
  },
  'tax-receipts': { steps: ['invoices'], related: ['invoices', 'purchase-orders', 'who-pays'], link: 'bills' },
  expiry: {
    steps: ['subscriptions', 'my-subscriptions', 'reactivate', 'recurring-billing'],
    related: ['renewal', 'recurring-billing-is', 'purchaser-leaves'],
  },
  renewal: {
    steps: ['my-subscriptions', 'recurring-billing'],
    related: ['recurring-billing-is', 'expiry', 'payment-fails'],
  },
  'recurring-billing-is': {
    steps: ['recurring-billing', 'my-subscriptions'],
    related: ['renewal', 'cancel-own', 'expiry'],
  },
  'purchaser-leaves': {
    steps: ['take-over', 'subscriptions'],
    related: ['take-over', 'transfer-owner', 'move-users'],
  },
  'transfer-owner': {
    steps: ['take-over', 'unassign', 'assign'],
    related: ['take-over', 'purchaser-leaves', 'how-to-assign'],
  },
  'who-supports': { steps: [], related: ['premier-incidents', 'training', 'partners'], link: 'support' },
  'premier-incidents': { steps: [], related: ['who-supports', 'training'], link: 'support' },
  training: { steps: ['my-licenses'], related: ['who-supports', 'which-products'] },
} as const satisfies Readonly<Partial<Record<TopicId, AnswerTopic>>>;
