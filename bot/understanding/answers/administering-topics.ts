import type { TopicId } from './texts.ts';
import type { AnswerTopic } from './topic.ts';

/** What admins ask about the purchases of others. */
export const ADMIN_TOPICS = {
  'admin-abilities': {
    steps: ['subscriptions', 'policies', 'capacity', 'take-over'],
    related: ['admin-roles', 'block-buying', 'take-over'],
    facts: ['policy', 'purchases'],
    link: 'products',
  },
  'admin-roles': {
    steps: ['who-am-i', 'policies', 'requests'],
    related: ['admin-abilities', 'admin-assign', 'partners'],
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
  'available-quantity': {
    steps: ['licenses', 'capacity'],
    related: ['who-has-licenses', 'double-licenses'],
    link: 'licenses',
  },
  'double-licenses': {
    steps: ['licenses', 'unused', 'unassign'],
    related: ['who-has-licenses', 'move-users', 'how-to-unassign'],
  },
  'admin-assign': {
    steps: ['take-over', 'assign'],
    related: ['take-over', 'how-to-assign', 'admin-abilities'],
  },
  'block-buying': {
    steps: ['policies'],
    related: ['powershell', 'new-products', 'policy-existing'],
    facts: ['policy'],
  },
  powershell: {
    steps: ['policies'],
    related: ['block-buying', 'new-products', 'policy-existing'],
    facts: ['policy'],
    link: 'powershell',
  },
  'policy-existing': {
    steps: ['policies', 'take-over', 'subscriptions'],
    related: ['block-buying', 'new-products', 'take-over'],
    facts: ['policy'],
  },
  'new-products': {
    steps: ['policies'],
    related: ['block-buying', 'policy-existing', 'which-products'],
    facts: ['policy'],
  },
  'take-over': {
    steps: ['take-over', 'subscriptions'],
    related: ['purchaser-told', 'move-users', 'after-cancel'],
    link: 'products',
  },
  'purchaser-told': { steps: ['take-over', 'notices'], related: ['take-over', 'after-cancel', 'move-users'] },
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
  'data-governance': {
    steps: ['policies', 'audit'],
    related: ['data-ownership', 'power-platform-capacity', 'block-buying'],
  },
  'data-ownership': { steps: ['subscriptions'], related: ['data-governance', 'purchaser-leaves'] },
  'power-platform-capacity': { steps: ['capacity'], related: ['data-governance', 'data-ownership', 'admin-abilities'] },
  partners: {
    steps: ['subscriptions', 'centralize'],
    related: ['how-to-centralize', 'admin-abilities', 'who-supports'],
  },
} as const satisfies Readonly<Partial<Record<TopicId, AnswerTopic>>>;
