import type { Vocabulary } from './vocabulary.ts';

export const en: Vocabulary = {
  phrases: {
    help: [
      'help',
      'hi',
      'hello',
      'hey',
      'good (?:morning|afternoon|evening)',
      'thanks',
      'thank you',
      'what can you do',
      'menu',
    ],
    subscriptions: ['subscriptions', 'purchases', '(?:your )?products'],
    subscription: ['subscription', 'details(?: (?:of|for))?'],
    'my-subscriptions': ['my (?:own )?(?:subscriptions|purchases|products)'],
    licenses: ['licen[sc]es', 'seats', 'who has'],
    language: ['language', 'speak'],
  },
  openers: ['please', 'can you', 'could you', 'show(?: me)?', 'list', 'get', 'give me', 'open', 'see', 'the'],
  closers: ['please', 'thanks', 'thank you'],
  sources: {
    'self-service': ['self[- ]?service'],
    central: ['central(?:ly bought)?'],
    trials: ['trials?'],
    all: ['all', 'every'],
  },
  statuses: { Active: ['active'], Expired: ['expired'], Disabled: ['disabled'], Deleted: ['deleted', 'cancell?ed'] },
  sorts: {
    expiration: ['(?:sorted )?by (?:expiration(?: date)?|date)'],
    product: ['(?:sorted )?by product(?: name)?'],
    purchaser: ['(?:sorted )?by purchaser'],
    price: ['(?:sorted )?by (?:purchase )?price'],
  },
  expiring: ['(?:(?:that )?(?:expir|end|renew)(?:e|es|s|ing)?) (?:in|within)(?: the next)? (\\d+) days?'],
  by: ['bought by', 'purchased by', 'by', 'from'],
  of: ['for', 'of', 'to'],
  languages: { en: ['english', 'engelska'], sv: ['swedish', 'svenska'] },
};
