import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../../locales/index.ts';
import { type NamedTenant, namedTenant } from '../../../support/tenants/named-tenant.ts';
import { corpus } from '../grammar/corpus.ts';

/** People whose names are words of ours, in both languages. */
const PEOPLE = [
  ...['Bill Price', 'Per Kort', 'Will Grant', 'Mark May', 'June Page', 'Max Long', 'Visa Lind', 'Chance Best'],
  ...['Rose Power', 'Tom Budget', 'Ann Case', 'Alla Stopp', 'Bo Val', 'Ro Flow', 'Art Card', 'Kort Nilsson'],
  ...['Penny Cost', 'Sam All', 'Ivan Pro', 'Dag Nu', 'Sten Stark', 'Pia Kund', 'Guy Short', 'Hope Free', 'Ole Visa'],
  ...['Gift Open', 'Nu Van', 'Help Desk', 'Sales & Marketing', 'Team User'],
];

describe('The corpus in a tenant where people are called like words of ours', () => {
  let tenant: NamedTenant;
  before(async () => {
    tenant = await namedTenant({ people: PEOPLE });
  });

  for (const language of LANGUAGES)
    it(`names none of them in ${language}`, async () => {
      const ids = new Set(PEOPLE.map((name) => tenant.idOf(name)));
      const named = corpus(language).map(async ({ text }) => {
        const found = (await tenant.mentions(text)).flatMap(({ meant }) => meant.filter(({ id }) => ids.has(id)));
        return found.map(({ name }) => `${text}: ${name}`);
      });
      assert.deepEqual((await Promise.all(named)).flat(), []);
    });
});
