import assert from 'node:assert/strict';
import { auditWords } from '../../../../bot/features/audit/audit-words.ts';
import en from '../../../../locales/en.json' with { type: 'json' };
import { localizerFor } from '../../../../locales/index.ts';
import type { Actor, ProductId } from '../../../../services/commerce/api/types.ts';
import { LIFECYCLE_EVENTS } from '../../../../services/commerce/rules/lifecycle.ts';
import {
  actionsOf,
  type Conversation,
  findAction,
  readCard,
  startConversation,
} from '../../../support/chat/conversation.ts';
import { sourcesOf } from '../../../support/tree/sources.ts';

const VISIO = 'CFQ7TTC0HD32' as ProductId;

describe('The audit trail in chat', () => {
  let chat: Conversation;
  const actor = async (who: string): Promise<Actor> => {
    const { tenantId, userId } = chat.sender(who);
    return (await chat.commerce.getVisitor(tenantId, userId)).actor;
  };
  /** What is done in the tenant before each of these tests, one after the other. */
  const happenings = async () => {
    const [adele, megan] = [await actor('Adele'), await actor('Megan')];
    const [visio] = await chat.commerce.findProducts(adele, 'Visio Plan 2');
    for (let n = 1; n <= 7; n += 1) {
      const value = n % 2 === 1 ? 'Disabled' : 'Enabled';
      await chat.commerce.changePolicy(adele, [{ product: visio?.id ?? VISIO, value }], { operationId: `p${n}` });
    }
    const intent = (operationId: string) => ({ operationId });
    await chat.commerce.setRecurringBilling(megan, 'S-1001' as never, false, intent('m1'));
    await chat.commerce.unassignLicenses(megan, 'S-1001' as never, [chat.sender('Joni').userId], intent('m2'));
    await chat.commerce.cancelSubscription(megan, 'S-1005' as never, { reason: 'too-expensive' }, intent('m3'));
  };
  before(async () => {
    chat = await startConversation();
    await happenings();
  });
  const titles = (card: Parameters<typeof actionsOf>[0]) => actionsOf(card).map(({ title }) => title);

  it('tells the newest changes in words: who, what, before and after', async () => {
    const text = readCard(await chat.say('Adele', 'audit'));
    assert.match(text, /^Audit trail\nCanceled by the purchaser · S-1005\nNov 1, 2026, \d+:\d\d [AP]M · Megan Bowen\n/);
    assert.match(text, /\nStatus: Active → Deleted\n[\s\S]*\nRecurring billing: On → Off\nReason: Too expensive\n/);
    assert.match(
      text,
      /\nLicenses unassigned · S-1001\n.*\nAssigned licenses: 4 → 3\nLicense taken from: Joni Sherman\n/,
    );
    assert.match(text, /\nPolicy changed\n.* · Adele Vance\nVisio Plan 2: Allow → Do not allow\n/);
    const swedish = readCard(await chat.say('Adele', 'granskningslogg', { locale: 'sv-SE' }));
    assert.match(swedish, /^Granskningslogg\nAvslutad av inköparen · S-1005\n1 nov\. 2026 \d\d:\d\d · Megan Bowen\n/);
    assert.match(swedish, /\nVisio Plan 2: Tillåt → Tillåt inte\n/);
  });

  it('turns its pages to and fro', async () => {
    const first = await chat.say('Adele', 'audit');
    assert.equal(readCard(first).match(/ · (Adele Vance|Megan Bowen)\n/g)?.length, 8);
    assert.deepEqual(titles(first), ['Older', 'Export', 'Help']);
    const second = await chat.press('Adele', first, 'Older');
    assert.equal(readCard(second).match(/ · Adele Vance\n/g)?.length, 2);
    assert.deepEqual(titles(second), ['Newer', 'Export', 'Help']);
    assert.equal(readCard(await chat.press('Adele', second, 'Newer')), readCard(first));
  });

  for (const [sentence, words, changes] of [
    ['audit S-1001', /^Audit trail\nS-1001\nLicenses unassigned · S-1001\n/, 2],
    ['granskningslogg S-1001', /^Audit trail\nS-1001\nLicenses unassigned · S-1001\n/, 2],
    ['audit Megan Bowen', /^Audit trail\nby Megan Bowen\nCanceled by the purchaser · S-1005\n/, 3],
    ['audit last 30 days', /^Audit trail\nlast 30 days\nCanceled by the purchaser · S-1005\n/, 8],
    ['granskningslogg senaste 30 dagarna', /^Audit trail\nlast 30 days\n/, 8],
  ] as const)
    it(`narrows it down for “${sentence}”`, async () => {
      await chat.say('Adele', 'language english');
      const card = await chat.say('Adele', sentence);
      assert.match(readCard(card), words);
      assert.equal(readCard(card).match(/ · (Adele Vance|Megan Bowen)\n/g)?.length, changes);
      assert.match(readCard(await chat.press('Adele', card, 'Whole trail')), /^Audit trail\nCanceled/);
    });

  it('is exported as it is narrowed down', async () => {
    const card = await chat.press('Adele', await chat.say('Adele', 'audit S-1001'), 'Export');
    assert.match(readCard(card), /^Audit trail · S-1001\n[\s\S]*\naudit-trail-2026-11-01\.csv\n[\s\S]*Download\n/);
    assert.match(readCard(await chat.press('Adele', card, 'New link')), /^Audit trail · S-1001\n/);
    assert.match(readCard(await chat.press('Adele', card, 'Back to the trail')), /^Audit trail\nS-1001\n/);
  });

  it('asks which of several people is meant', async () => {
    const which = await chat.run('Adele', 'audit', { person: 'A' });
    assert.match(readCard(which), /^Which one do you mean\?/);
    assert.match(
      readCard(await chat.press('Adele', which, 'Adele Vance')),
      /^Audit trail\nby Adele Vance\nPolicy changed\n/,
    );
  });

  it('shows a purchaser their own acts, and what happened to their own subscriptions', async () => {
    assert.match(readCard(await chat.say('Megan', 'audit')), /^Audit trail\nCanceled by the purchaser · S-1005\n/);
    assert.doesNotMatch(readCard(await chat.say('Megan', 'audit')), /Adele/);
    assert.match(readCard(await chat.say('Megan', 'audit S-1001')), /Licenses unassigned · S-1001\n/);
    assert.match(readCard(await chat.say('Isaiah', 'audit')), /^Audit trail\nNothing is recorded here\.\n/);
  });

  for (const [who, sentence, words] of [
    ['Adele', 'audit S-9999', /^There is no subscription S-9999/],
    ['Megan', 'audit S-1002', /^There is no subscription S-1002/],
    ['Megan', 'audit Adele Vance', /^You need another role for that/],
    ['Ben', 'audit', /^Guests cannot do that/],
    ['Adele', 'audit S-1006', /^Audit trail\nS-1006\nNothing is recorded here\./],
  ] as const)
    it(`gives ${who} a friendly answer to “${sentence}”`, async () => {
      const card = await chat.say(who, sentence);
      assert.match(readCard(card), words);
      assert.ok(actionsOf(card.actions).length > 0);
    });

  it('refuses forged arguments, and people whom nobody knows', async () => {
    for (const data of [{ older: '1-1)' }, { days: 0 }, { days: 'x' }, { subscription: '*' }, { by2: 'x' }])
      assert.match(readCard(await chat.run('Adele', 'audit', data)), /^Something is missing or not right/);
    assert.match(readCard(await chat.run('Adele', 'audit', { person: 'Zaphod' })), /^I found nobody called “Zaphod”/);
    assert.match(readCard(await chat.run('Isaiah', 'export-audit')), /^Nothing to export/);
    const { data } = findAction(await chat.say('Adele', 'audit'), 'Older');
    assert.match(readCard(await chat.run('Isaiah', 'audit', { ...data, by: undefined })), /Nothing is recorded here/);
  });
});

describe('The words of the audit trail', () => {
  /** Names of acts in the code, apart from rights that are refused and from comparisons. */
  const named = sourcesOf('services/backup', 'services/commerce', 'services/privacy').flatMap(({ text }) =>
    [
      ...text
        .replace(/code: 'forbidden', act: '[a-z-]+'|=== '[a-z]+'|\['[a-z-]+'\]/g, '')
        .matchAll(/\bact: ([^,;\n]+)/g),
    ].flatMap(([, act]) => act?.match(/(?<=')[a-z-]+(?=')/g) ?? []),
  );

  it('are there for every act of the service, and for no other', () => {
    const clock = LIFECYCLE_EVENTS.slice(0, 4);
    // Telling people of what is coming leaves no entry.
    const written = new Set([...named, ...clock].filter((act) => act !== 'tell'));
    assert.deepEqual(Object.keys(en.audit.act).sort(), [...written].sort());
  });

  it('name who did it, also the clock, a partner, and somebody who is gone', () => {
    const names = { people: new Map(), products: new Map(), most: 2 };
    const line = { id: '1-1', at: 0, subject: 'S-1', operation: 'o', before: {}, details: {} };
    const words = (given: object) =>
      auditWords(
        { ...line, act: 'assign-licenses', by: null, byItself: false, after: {}, ...given },
        names,
        localizerFor(['en']),
      );
    const erik = { userId: 'e' as never, displayName: 'Erik', partner: true };
    assert.equal(words({ act: 'renew', byItself: true }).who, 'Done by itself');
    const gone = { userId: 'f', displayName: null, partner: false };
    assert.equal(words({ by: gone }).who, 'Somebody who is gone (f)');
    assert.equal(words({ by: erik }).who, 'Erik (partner)');
    assert.deepEqual(words({ after: { added: ['a', 'b', 'c'] } }).changes, [
      { label: 'License given to', before: undefined, after: 'a, b, and 1 more' },
    ]);
    assert.deepEqual(words({ after: { added: {}, assigned: 1 }, before: { assigned: 1 } }).changes, []);
    const card = { brand: 'Visa', last4: '4242', expiryMonth: 3, expiryYear: 2031 };
    assert.equal(words({ act: 'add-payment-method', after: card }).changes[0]?.after, 'Visa •••• 4242, 03/2031');
    const decided = words({ act: 'decide-requests', after: { x: 'approved', y: 'approved', z: 'denied' } });
    assert.deepEqual(decided.changes, [
      { label: 'Approved', after: '2' },
      { label: 'Denied', after: '1' },
    ]);
  });
});
