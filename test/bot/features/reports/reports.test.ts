import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('Reports in chat', () => {
  let chat: Conversation;
  before(async () => {
    chat = await startConversation();
  });
  const report = async (sentence: string, locale = 'en-US') => readCard(await chat.say('Adele', sentence, { locale }));

  it('show self-service and central licenses of each product side by side', async () => {
    const shown =
      'Power BI Pro\nSelf-service: 11 of 15 assigned, 4 available\nCentral: 5 of 25 assigned, 20 available\n';
    assert.ok((await report('capacity')).includes(shown));
    assert.match(await report('kapacitet', 'sv-SE'), /Central[at]*: 5 av 25 tilldelade, 20 tillgängliga/);
  });

  it('speak of one license as of one', async () => {
    const swedish = (sentence: string) => chat.say('Adele', sentence, { locale: 'sv-SE' });
    assert.match(readCard(await swedish('prenumeration S-1001')), /4 av 5 tilldelade, 1 tillgänglig\n/);
    assert.match(readCard(await swedish('prenumeration S-1002')), /tilldelade, 3 tillgängliga\n/);
  });

  it('show what was invoiced each month, by product and by purchaser', async () => {
    const text = await report('spend');
    assert.match(text, /Nov 2026 so far: \$0\.00\nOct 2026: \$250\.00/);
    assert.match(text, /By product\nPower BI Pro: \$210\.00/);
    assert.match(text, /By purchaser\nMegan Bowen: \$270\.00/);
    assert.match(await report('kostnader', 'sv-SE'), /Per inköpare\nMegan Bowen: 270,00 US\$/);
  });

  it('show the licenses that nobody has, what they cost, and where they are', async () => {
    const text = await report('unused');
    assert.match(text, /36 licenses that nobody has, \$596\.00 a month/);
    assert.match(text, /Power BI Pro \(Self-service\)\n4 licenses, \$56\.00 a month\nS-1002: 3 · S-1001: 1/);
    assert.match(await report('oanvända', 'sv-SE'), /36 licenser som ingen har/);
  });

  it('draw charts with the same figures as a list for clients without charts', async () => {
    for (const [sentence, kind] of [
      ['capacity', 'Chart.HorizontalBar.Stacked'],
      ['spend', 'Chart.HorizontalBar'],
      ['unused', 'Chart.HorizontalBar'],
    ] as const) {
      const { body } = await chat.say('Adele', sentence);
      const chart = body.find((element) => (element as { type: string }).type === kind) as {
        data: object[];
        fallback: { type: string; facts: object[] };
      };
      assert.equal(chart.fallback.type, 'FactSet');
      assert.equal(chart.fallback.facts.length, chart.data.length, sentence);
      assert.ok(chart.data.length > 3);
    }
  });

  it('are refused to those who may not see purchases', async () => {
    for (const sentence of ['capacity', 'spend', 'unused'])
      assert.match(readCard(await chat.say('Megan', sentence)), /You need another role for that/);
  });
});
