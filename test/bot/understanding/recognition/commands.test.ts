import assert from 'node:assert/strict';
import { type NamedTenant, namedTenant } from '../../../support/tenants/named-tenant.ts';

/** Names that are hard to write, as a card shows them. */
const PEOPLE = [
  'Jürgen Weiß',
  'Mary-Jane O’Hara',
  'Per Kort',
  'Will Price',
  'Bill Day',
  'Łucja Świątek',
  'Árni Þór Björnsson',
  'Ola van den Berg',
  'Ian May (Consultant)',
  'Ozan Yıldız',
  'Holm, Greta',
  'Chris Banks',
];
const PRODUCTS = ['Kvarnen Plan & Budget', 'Visio Companion', 'Office Roulette 2'];

/** What is said of a person and a product → the command, and the argument that names the person. */
const SENTENCES: readonly (readonly [text: string, command: string, argument: string])[] = [
  ['subscriptions by WHO', 'subscriptions', 'purchaser'],
  ['prenumerationer köpta av WHO', 'subscriptions', 'purchaser'],
  ['what has WHO bought', 'subscriptions', 'purchaser'],
  ['vad har WHO köpt', 'subscriptions', 'purchaser'],
  ['assign S-1001 to WHO', 'assign', 'people'],
  ['tilldela S-1001 till WHO', 'assign', 'people'],
  ['give WHO a license for WHAT', 'assign', 'people'],
  ['ge WHO en licens för WHAT', 'assign', 'people'],
  ['unassign WHO from S-1001', 'unassign', 'people'],
  ['ta bort licensen för WHO på S-1001', 'unassign', 'people'],
  ['audit WHO', 'audit', 'person'],
  ['granskningslogg för WHO', 'audit', 'person'],
  ['security log WHO', 'security-log', 'person'],
  ['säkerhetslogg WHO', 'security-log', 'person'],
  ['erase personal data WHO', 'erase', 'person'],
  ['radera personuppgifter WHO', 'erase', 'person'],
  ['cancel WHO’s WHAT', 'cancel', 'purchaser'],
  ['avsluta WHOs WHAT', 'cancel', 'purchaser'],
  ['take over WHO’s WHAT', 'take-over', 'purchaser'],
  ['ta över WHOs WHAT', 'take-over', 'purchaser'],
];

describe('Names in every command that takes them', () => {
  let tenant: NamedTenant;
  before(async () => {
    tenant = await namedTenant({ people: PEOPLE, products: PRODUCTS });
  });

  /** What the reading as this command says, however it fares beside others. */
  const readAs = async (text: string, [command, argument]: readonly [string, string], who: string, what: string) => {
    const readings = await tenant.readings(text.replace('WHO', who).replace('WHAT', what));
    const args = readings.find((reading) => reading.command === command)?.args ?? {};
    return [args[argument], ...(text.includes('WHAT') ? [args['product']] : [])];
  };

  for (const [text, command, argument] of SENTENCES)
    it(`“${text}” names the person and the product`, async () => {
      for (const [i, who] of PEOPLE.entries()) {
        const what = PRODUCTS[i % PRODUCTS.length] ?? '';
        const product = text.includes('WHAT') ? [tenant.productId(what)] : [];
        assert.deepEqual(await readAs(text, [command, argument], who, what), [tenant.idOf(who), ...product], who);
      }
    });
});
