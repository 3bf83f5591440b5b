import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';

describe('A credit for what was not paid', () => {
  let chat: Conversation;
  beforeEach(async () => {
    chat = await startConversation();
  });

  for (const { locale, sentence, words } of [
    {
      locale: 'en-US',
      sentence: 'cancel S-1005',
      words:
        /credited: it began[^\n]*\n\$50\.32 of the credit settles what is still to be paid[^\n]*\nSo nothing goes back/,
    },
    {
      locale: 'sv-SE',
      sentence: 'avsluta S-1005',
      words: /krediteras: den började[^\n]*\n50,32 US\$ av krediteringen räknas av[^\n]*\nDärför går inget tillbaka/,
    },
  ])
    it(`settles what is owed, and every card says so, ${locale}`, async () => {
      const card = await chat.say('Megan', sentence);
      assert.match(readCard(card), words);
      assert.match(readCard(card), /(Refund\nNone|Återbetalning\nIngen)\n/);
      const title = locale === 'en-US' ? 'Cancel subscription' : 'Avsluta prenumeration';
      const receipt = readCard(await chat.press('Megan', card, title, { reason: 'other' }));
      assert.match(
        receipt,
        /\$50\.32 was credited\.\n\$50\.32 of the credit|har krediterats\.\n50,32 US\$ av krediteringen/,
      );
      const invoice = readCard(await chat.say('Megan', 'invoice G-240908'));
      assert.match(
        invoice,
        /Due on Nov \d+, 2026, partly credited\nAmount\n\$60\.00\nCredited\n−\$50\.32\nLeft to pay\n\$9\.68/,
      );
      const note = readCard(await chat.say('Megan', 'invoice S-1005-2'));
      assert.match(note, /^Credit note S-1005-2[\s\S]*Settles invoice G-240908\n\$50\.32/);
      assert.match(readCard(await chat.say('Megan', 'pay invoice G-240908')), /\$9\.68 is charged[\s\S]*Pay \$9\.68/);
    });
});
