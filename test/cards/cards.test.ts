import assert from 'node:assert/strict';
import { MAX_ACTIVITY_BYTES } from '../../bot/teams/sending/size.ts';
import { type Button, type Card, defineCard, plain, undirected } from '../../cards/kit/card.ts';
import { textCard } from '../../cards/kit/text-card.ts';
import type { SubscriptionRef } from '../../services/commerce/api/types.ts';
import { type Conversation, startConversation } from '../support/chat/conversation.ts';
import { templates } from '../support/tree/templates.ts';

/** Sentences and people that together show every card. */
const SHOWS: readonly [who: string, text: string][] = [
  ['Adele', 'help'],
  ['Adele', 'subscriptions'],
  ['Adele', 'subscriptions all sorted by price'],
  ['Adele', 'subscriptions by nobody'],
  ['Adele', 'subscriptions by a'],
  ['Adele', 'subscription S-1001'],
  ['Adele', 'subscription C-2001'],
  ['Adele', 'subscription S-1007'],
  ['Adele', 'licenses'],
  ['Adele', 'licenses Power BI'],
  ['Adele', 'licenses Power BI Pro'],
  ['Adele', 'export users'],
  ['Adele', 'export users S-1001 S-1002'],
  ['Megan', 'export users'],
  ['Adele', 'audit'],
  ['Adele', 'audit S-1001'],
  ['Adele', 'language'],
  ['Adele', 'gibberish'],
  ['Megan', 'who can buy here?'],
  ['Ben', 'vem äger uppgifterna?'],
  ['Megan', 'my subscriptions'],
  ['Megan', 'set S-1001 to 8 licenses'],
  ['Megan', 'set S-1001 to 3 licenses'],
  ['Isaiah', 'remove 2 licenses from S-1002'],
  ['Adele', 'set S-1001 to 8 licenses'],
  ['Megan', 'cancel S-1001'],
  ['Adele', 'cancel S-1003'],
  ['Megan', 'turn off recurring billing S-1001'],
  ['Patti', 'turn off recurring billing S-1003'],
  ['Grady', 'reactivate S-1008'],
  ['Adele', 'take over'],
  ['Adele', 'take over S-1004'],
  ['Adele', 'take over S-1005'],
  ['Adele', 'take over S-1006'],
  ['Adele', 'move users from S-1002'],
  ['Adele', 'move users from S-1003 to C-2003'],
  ['Adele', 'move users from S-1004 to C-2004'],
  ['Lee', 'my subscriptions'],
  ['Lee', 'licenses'],
  ['Ben', 'subscriptions'],
  ['Debra', 'subscriptions'],
  ['Megan', 'buy'],
  ['Megan', 'buy 3 Visio Plan 2'],
  ['Megan', 'buy 0 Visio Plan 2'],
  ['Megan', 'buy Visio Plan 1'],
  ['Megan', 'buy Copilot'],
  ['Lee', 'buy Power BI Pro'],
  ['Adele', 'buy 10 Power BI Pro'],
  ['Adele', 'buy 2 Power Apps per user'],
  ['Adele', 'centralize'],
  ['Adele', 'centralize Power BI Pro'],
  ['Adele', 'centralize Clipchamp'],
  ['Lynne', 'assign'],
  ['Megan', 'assign S-1001 to Lee Gu, Grady Archie'],
  ['Megan', 'assign S-1001 to Grady, Allan, Irvin'],
  ['Megan', 'assign S-1001 to Debra, Bob'],
  ['Adele', 'assign Lee Gu to S-1001'],
  ['Megan', 'unassign S-1001'],
  ['Megan', 'unassign Lee Gu from S-1001'],
  ['Lee', 'my licenses'],
  ['Ben', 'my licenses'],
  ['Megan', 'request'],
  ['Megan', 'request Copilot'],
  ['Lee', 'my requests'],
  ['Megan', 'my requests'],
  ['Lynne', 'requests'],
  ['Adele', 'notifications'],
  ['Lee', 'notifications'],
  ['Adele', 'notices'],
  ['Adele', 'notify here'],
  ['Megan', 'payment methods'],
  ['Patti', 'payment methods'],
  ['Lee', 'payment methods'],
  ['Megan', 'billing profiles'],
  ['Lee', 'billing profiles'],
  ['Megan', 'invoices'],
  ['Lee', 'invoices last 6 months'],
  ['Megan', 'invoices from 2026-03-31 to 2026-01-01'],
  ['Patti', 'invoice G-240906'],
  ['Megan', 'invoice G-240906'],
  ['Patti', 'pay invoice G-240906'],
  ['Megan', 'pay invoice G-240901'],
  ['Megan', 'pay invoice'],
  ['Lee', 'pay invoice'],
  ['Megan', 'my card is 4242 4242 4242 4242'],
];

const nodes = (node: unknown): Record<string, unknown>[] => {
  if (Array.isArray(node)) return node.flatMap(nodes);
  if (node === null || typeof node !== 'object') return [];
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(nodes)];
};

/** Element and action types of schema 1.5; anything else needs a fallback. */
const KNOWN = new Set(
  `AdaptiveCard TextBlock RichTextBlock TextRun Image ImageSet Container ColumnSet Column FactSet ActionSet Table
   TableRow TableCell Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet Data.Query Action.Execute
   Action.OpenUrl Action.ShowCard Action.ToggleVisibility`.split(/\s+/),
);

/** One move that a job would carry on, and one that has stopped. */
const beginMoves = async ({ commerce, tenantId, sender }: Conversation): Promise<void> => {
  const { actor } = await commerce.getVisitor(tenantId, sender('Adele').userId);
  const target = 'C-2001' as SubscriptionRef;
  for (const source of ['S-1005', 'S-1006'] as SubscriptionRef[])
    await commerce.moveUsers(actor, { source, target }, { operationId: `move-${source}` });
  await commerce.stopWork({ kind: 'move-users', tenantId, subscription: 'S-1005' as SubscriptionRef });
};

describe('Every card', () => {
  const cards: { title: string; card: Card }[] = [];
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
    await beginMoves(chat);
    for (const locale of ['en-US', 'sv-SE'])
      for (const [who, text] of SHOWS)
        for (const inGroup of [false, true])
          cards.push({
            title: `${who}: ${text} (${locale}, ${inGroup})`,
            card: await chat.say(who, text, { locale, inGroup }),
          });
  });

  const each = (check: (card: Card, title: string) => void) => {
    assert.equal(cards.length, SHOWS.length * 4);
    for (const { card, title } of cards) check(card, title);
  };

  it('says schema 1.5 and has a fallback text', () =>
    each((card, title) => {
      assert.deepEqual([card.type, card.version], ['AdaptiveCard', '1.5'], title);
      assert.ok(card.fallbackText.length > 5, title);
    }));

  it('is fully expanded and translated', () =>
    each((card, title) => {
      assert.doesNotMatch(JSON.stringify(card), /\$\{|\{\{|undefined|\[object|NaN/, title);
      assert.doesNotMatch(
        JSON.stringify(card),
        /"(list|details|licenses|refusals|help|buttons|columns)\.[a-z]/i,
        title,
      );
    }));

  it('has at most six buttons', () => each((card, title) => assert.ok((card.actions?.length ?? 0) <= 6, title)));

  it('fits into a message', () =>
    each((card, title) =>
      assert.ok(Buffer.byteLength(JSON.stringify(card), 'utf16le') < MAX_ACTIVITY_BYTES / 2, title),
    ));

  it('wraps every text that is not one aligned value, and names every input', () =>
    each((card, title) => {
      const cramped = nodes(card).filter(
        (node) =>
          node['type'] === 'TextBlock' && !node['wrap'] && !node['isSubtle'] && node['horizontalAlignment'] !== 'Right',
      );
      const inputs = nodes(card).filter(({ type }) => String(type).startsWith('Input.'));
      assert.deepEqual(cramped, [], title);
      assert.ok(
        inputs.every(({ label, id }) => label && id),
        title,
      );
    }));

  it('has a fallback for everything beyond schema 1.5', () =>
    each((card, title) => {
      for (const { type, fallback } of nodes(card))
        if (typeof type === 'string') assert.ok(KNOWN.has(type) || fallback !== undefined, `${title}: ${type}`);
    }));

  it('leads somewhere, except for those whom the bot does not know', () =>
    each((card, title) => {
      const leads = nodes(card).some(({ type }) => type === 'Action.Execute');
      assert.equal(leads, !title.startsWith('Debra'), title);
    }));

  it('carries ids only: no name, address or amount in the data of a button', () =>
    each((card, title) => {
      if (!/\((en-US|sv-SE), false\)/.test(title)) return;
      for (const { type, data } of nodes(card))
        if (type === 'Action.Execute' && !title.includes(' by '))
          assert.doesNotMatch(JSON.stringify(data), /Megan|@|\$/, title);
    }));
});

describe('Text of other people’s making', () => {
  it('is shown as it is written', () => {
    assert.equal(plain('[click](https://evil.example)'), '\\[click\\](https://evil.example)');
    assert.equal(plain('**bold** _it_ `code`'), '\\*\\*bold\\*\\* \\_it\\_ \\`code\\`');
    assert.equal(plain('two\nlines\u0000'), 'two lines ');
    assert.equal(plain('- item'), '\\- item');
    assert.equal(plain('1. item'), '1\\. item');
    assert.equal(plain('Åsa Öberg'), 'Åsa Öberg');
    assert.doesNotMatch(plain('{{DATE(2020-01-01T00:00:00Z,LONG)}} {{{TIME(2020-01-01T00:00:00Z)}}}'), /\{\{/);
    assert.equal(plain('drop \u202eelipmoc\u202c \u2069now'), 'drop elipmoc now');
    assert.equal(undirected('Assign to \u202eelipmoc\u202c'), 'Assign to elipmoc');
    assert.equal(plain('علی\u200cرضا'), '\u2068علی\u200cرضا\u2069');
  });

  it('is never expanded as a template', () => {
    const card = textCard({ title: 'Hello ${name}', text: ['${$root}'] }, [{ title: '${x}', verb: 'help' }]);
    assert.match(JSON.stringify(card.body), /Hello \$\{name\}/);
    const chooser = textCard({ title: 't', lines: [{ title: '${a}', text: '${b}', verb: 'help' }] });
    assert.match(JSON.stringify(chooser), /\$\{a\}[\s\S]*\$\{b\}/);
  });
});

describe('A card with too many buttons', () => {
  it('shows the first six', () => {
    const build = defineCard<object>({ body: [] });
    const buttons = Array.from({ length: 9 }, (_, i): Button => ({ title: `${i}`, verb: 'help' }));
    assert.equal(build({}, { fallback: 'f', buttons }).actions?.length, 6);
  });
});

describe('The templates', () => {
  for (const { file, template } of templates)
    it(`of ${file} holds no words of its own: every text is bound to data`, () => {
      const texts = nodes(template).flatMap(({ text, title, label }) => [text, title, label]);
      const words = texts.filter((text) => typeof text === 'string' && !/^\$\{.*\}$/.test(text));
      assert.deepEqual(words, []);
    });
});
