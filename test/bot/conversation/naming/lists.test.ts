import assert from 'node:assert/strict';
import { joinedNames, splitNames } from '../../../../bot/conversation/naming/name-lists.ts';
import { type Conversation, readCard, startConversation } from '../../../support/chat/conversation.ts';
import { fieldOf } from '../../../support/chat/fields.ts';

describe('A list of names', () => {
  it('is cut at signs, line breaks, "and" and mentions', () => {
    assert.deepEqual(splitNames('<at>Lo Ek</at> & Mia och Per; Åsa\nBo, Lo Ek and me'), [
      ...['Lo Ek', 'Mia', 'Per', 'Åsa', 'Bo', 'me'],
    ]);
  });

  it('keeps together what is known to be one name', () => {
    const known = new Set(['Ek, Lo', 'Sales & Marketing', 'Råd och Rön']);
    assert.deepEqual(splitNames('Ek, Lo, Sales & Marketing, Råd och Rön and Mia', known), [
      ...['Ek, Lo', 'Sales & Marketing', 'Råd och Rön', 'Mia'],
    ]);
  });

  it('never takes ids and addresses for parts of a name', () => {
    const id = '12345678-1234-4234-8234-123456789abc';
    assert.deepEqual(joinedNames(`${id}, lo@contoso.example; Mia, Per`), ['Mia, Per']);
  });
});

describe('A list of names in chat', () => {
  let chat: Conversation;
  before(async () => {
    const names = [
      'Ek, Mia',
      'Moa Dahl',
      'Sales & Marketing',
      'Kim Falk (External)',
      'Ture Gran',
      'Vera Sten',
      'Sten Lo',
    ];
    const users = names.map((displayName, i) => ({ displayName, userPrincipalName: `listed${i}@contoso.example` }));
    chat = await startConversation('contoso', { users });
  });

  const asked = async (list: string, sentence = 'assign C-2001 to LIST') =>
    readCard(await chat.say('Lynne', sentence.replace('LIST', list)));
  const typed = async (names: string) => readCard(await chat.run('Lynne', 'assign', { subscription: 'C-2001', names }));

  for (const name of ['Ek, Mia', 'Mia Ek', 'Dahl, Moa', 'Sales & Marketing', 'Falk, Kim', 'kim falk'])
    it(`is one person where “${name}” is somebody, in a sentence and in a form`, async () => {
      for (const card of [await asked(name), await typed(name), await asked(name, 'tilldela LIST till C-2001')])
        assert.match(card, /1 person(?: en licens)?\?/, card);
    });

  it('is several people where each is somebody', async () => {
    for (const list of ['Ek, Mia, Moa Dahl and Sales & Marketing', 'Mia Ek & Dahl, Moa, Kim Falk'])
      for (const card of [await asked(list), await typed(list)]) assert.match(card, /3 people\?/, card);
    assert.match(await asked('Moa, Ture and Vera'), /3 people\?/);
  });

  it('is asked about where it may be the name of somebody else: a surname, a comma and a first name', async () => {
    for (const card of [await asked('Gran, Vera'), await typed('Gran, Vera'), await asked('gran, vera')]) {
      assert.doesNotMatch(card, /people\?/);
      assert.match(card, /Gran: I am not sure who this is[\s\S]*Vera: I am not sure/i);
    }
  });

  it('asks about whom it has guessed from the beginning of a word, whoever else is named', async () => {
    for (const card of [await asked('Moa Dahl and Tur'), await typed('Moa Dahl, Tur')])
      assert.match(card, /Tur: I am not sure who this is/);
    const form = await chat.run('Lynne', 'assign', { subscription: 'C-2001', names: 'Moa Dahl, Tur' });
    const choice = fieldOf(form, 'Whom do you mean?') ?? assert.fail('no choice');
    const chosen = choice.choices.map(({ value }) => value).join(',');
    const settled = await chat.run('Lynne', 'assign', { subscription: 'C-2001', names: 'Moa Dahl, Tur', chosen });
    assert.match(readCard(settled), /2 people\?[\s\S]*Moa Dahl[\s\S]*Ture Gran/);
  });

  it('guesses nobody from a part of an address', async () => {
    assert.match(await typed('listed1@contoso'), /I found nobody of that name/);
    assert.match(await asked('Moa Dahl, listed4@contoso'), /I found nobody of that name/);
    assert.match(await typed('listed1@contoso.example'), /1 person\?/);
  });
});
