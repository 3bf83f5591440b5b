import type { Vocabulary } from './vocabulary.ts';

export const sv: Vocabulary = {
  phrases: {
    help: ['hjälp', 'hej(?:san)?', 'hallå', 'god (?:morgon|kväll)', 'tack(?: så mycket)?', 'vad kan du göra', 'meny'],
    subscriptions: ['prenumerationer(?:na)?', 'självbetjäningsköp(?:en)?', 'köpen', '(?:dina )?produkter(?:na)?'],
    subscription: ['prenumeration(?:en)?', 'detaljer(?: (?:om|för))?'],
    'my-subscriptions': ['mina (?:egna )?(?:prenumerationer|köp|produkter)'],
    licenses: ['licenser(?:na)?', 'vem har', 'vilka har'],
    language: ['språk', 'tala', 'prata'],
  },
  openers: ['snälla', 'kan du', 'visa(?: mig)?', 'lista', 'ge mig', 'öppna', 'se'],
  closers: ['tack', 'snälla'],
  sources: {
    'self-service': ['självbetjänings?'],
    central: ['central[at]?'],
    trials: ['utvärderingar', 'utvärderingsversioner', 'provversioner'],
    all: ['alla', 'allt'],
  },
  statuses: {
    Active: ['aktiva?'],
    Expired: ['utgång(?:en|na)'],
    Disabled: ['inaktiverad[e]?', 'inaktiverade'],
    Deleted: ['borttag(?:en|na)', 'avslutad(?:e)?'],
  },
  sorts: {
    expiration: ['(?:sorterat |sorterade )?efter (?:utgångsdatum|datum)'],
    product: ['(?:sorterat |sorterade )?efter produkt(?:namn)?'],
    purchaser: ['(?:sorterat |sorterade )?efter inköpare'],
    price: ['(?:sorterat |sorterade )?efter (?:inköps)?pris'],
  },
  expiring: ['(?:som )?(?:går ut|upphör|förnyas) (?:inom|om)(?: de närmaste)? (\\d+) dagar?'],
  by: ['köpt[a]? av', 'av', 'från'],
  of: ['för', 'på', 'till'],
  languages: { en: ['engelska', 'english'], sv: ['svenska', 'swedish'] },
};
