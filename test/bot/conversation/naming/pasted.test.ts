import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { type PartnerChat, startPartnerChat } from '../../../support/chat/partner-chat.ts';

/** Names that a card may show. */
const NAMES = [
  'Åke Wåhlström',
  'Lucía Núñez-Ortiz',
  'Conor D’Arcy',
  'Bełz, Żaneta',
  'Huỳnh Văn Phúc',
  'Guðný Sæþórsdóttir',
  'Ümit Işık',
  'Vera Sten (Contractor)',
  'Willem ten Broek',
  'Ｒｉｅ Ｋａｔｏ',
  'Ann\u00adika Ros',
  'Robert Vance III',
];

describe('What a card shows', () => {
  let chat: Conversation;
  before(async () => {
    const users = NAMES.map((displayName, i) => ({ displayName, userPrincipalName: `pasted${i}@contoso.example` }));
    chat = await startConversation('contoso', { users });
  });
  const say = async (who: string, text: string) => readCard(await chat.say(who, text));

  for (const [i, name] of NAMES.entries()) {
    it(`can be pasted: ${name}, with its address and without`, async () => {
      for (const who of [name, `${name} (pasted${i}@contoso.example)`, `pasted${i}@contoso.example`]) {
        assert.match(await say('Lynne', `assign C-2001 to ${who}`), /1 person\?/, who);
        assert.match(await say('Lynne', `tilldela C-2001 till ${who}`), /1 person en licens\?/, who);
        assert.match(
          readCard(await chat.run('Lynne', 'assign', { subscription: 'C-2001', names: who })),
          /1 person( en licens)?\?/,
        );
      }
      assert.match(await say('Adele', `audit ${name}`), /Nothing was changed|Audit/);
    });

    it(`can complete a question: ${name}`, async () => {
      await chat.say('Lynne', 'assign C-2001');
      assert.match(await say('Lynne', name), /1 person( en licens)?\?/);
    });
  }

  it('can be pasted with the product before the reference', async () => {
    assert.match(await say('Megan', 'cancel Power BI Pro · S-1001'), /Power BI Pro · S-1001/);
    assert.match(await say('Adele', 'Power BI Pro · S-1001'), /^Power BI Pro · S-1001/);
  });
});

describe('The names of customers', () => {
  let chat: PartnerChat;
  before(async () => {
    chat = await startPartnerChat();
  });

  it('can be said in full, in part and in small letters, and not by others', async () => {
    for (const text of ['act for Alpha Inc', 'agera för alpha inc', 'act for Alpha', 'switch to Alpha Inc.']) {
      assert.match(readCard(await chat.say('Erik', text)), /^For Alpha Inc|^För Alpha Inc/, text);
      await chat.say('Erik', 'act for myself');
    }
    assert.match(readCard(await chat.say('Maja', 'act for Alpha Inc')), /There is no customer/);
  });
});
