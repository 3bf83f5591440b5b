import assert from 'node:assert/strict';
import type { Interpretation } from '../../../../bot/understanding/reading.ts';
import { LANGUAGES } from '../../../../locales/index.ts';
import { understand } from '../../../support/chat/understand.ts';
import { type NamedTenant, namedTenant } from '../../../support/tenants/named-tenant.ts';
import { corpus, TODAY } from '../grammar/corpus.ts';

/** People whose names are words of ours, in both languages. */
const PEOPLE = [
  ...['Bill Price', 'Per Kort', 'Will Grant', 'Mark May', 'June Page', 'Max Long', 'Visa Lind', 'Chance Best'],
  ...['Rose Power', 'Tom Project', 'Ann Case', 'Alla Stopp', 'Bo Val', 'Ro Flow', 'Art Card', 'Kort Nilsson'],
  ...['Penny Cost', 'Sam All', 'Ivan Pro', 'Dag Nu', 'Sten Stark', 'Pia Kund', 'Guy Short', 'Hope Free', 'Ole Visa'],
  ...['Gift Open', 'Nu Van', 'Help Desk', 'Sales & Marketing', 'Team User'],
];

/** What is understood better where the people are known. */
const BETTER = [
  ...['could alex get a seat on S-1001', 'kan alex få en plats på S-1001', 'megan avslutade väl sin visio?'],
  ...['subscriptions Megan expiring in 10 days', 'allt som isaiah har köpt', 'vilka prenumerationer har lynne robbins'],
];

const inShort = (understood: Interpretation): string =>
  understood.kind === 'command'
    ? [understood.command, ...Object.keys(understood.args).sort()].join(' ')
    : understood.kind;

describe('The corpus in a tenant where people are called like words of ours', () => {
  let tenant: NamedTenant;
  before(async () => {
    tenant = await namedTenant({ people: PEOPLE });
  });

  for (const language of LANGUAGES)
    it(`comes to the same commands with the same arguments in ${language}`, async () => {
      const changed: string[] = [];
      for (const { text } of corpus(language)) {
        const [alone, named] = [understand(text, TODAY), await tenant.understand(text, undefined, TODAY)].map(inShort);
        if (alone !== named && !BETTER.includes(text)) changed.push(`${text}: ${alone} → ${named}`);
      }
      assert.deepEqual(changed, []);
    });
});
