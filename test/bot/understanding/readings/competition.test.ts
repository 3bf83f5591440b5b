import assert from 'node:assert/strict';
import { interpret } from '../../../../bot/understanding/interpret.ts';
import { changing, startsChange, understand } from '../../../support/chat/understand.ts';

const TODAY = '2026-11-29';

describe('The readings of a sentence', () => {
  it('are all that the rules allow, the likeliest first, each with its share of all', () => {
    const { readings } = interpret('cancel S-1001 and S-1002', { changing, today: TODAY });
    assert.deepEqual(
      readings.slice(0, 2).map(({ command, args }) => [command, args]),
      [
        ['cancel', { subscription: 'S-1001' }],
        ['cancel', { subscription: 'S-1002' }],
      ],
    );
    const total = readings.reduce((sum, { score }) => sum + score, 0);
    assert.ok(total > 0.9 && total <= 1, `${total}`);
  });

  it('say which words none of them accounts for, neighbours together', () => {
    const { readings } = interpret('subscriptions expiring in 30 dys', { changing, today: TODAY });
    assert.deepEqual(readings[0]?.leftOver, ['30 dys']);
  });
});

describe('A change that is spoken of but not asked for', () => {
  for (const text of [
    "please don't block Copilot",
    'I never said to assign Visio',
    'köp inga licenser',
    'tilldela inte Visio',
  ])
    it(`is left alone, and that is said: “${text}”`, () => {
      const understood = understand(text, TODAY);
      assert.ok(understood.kind === 'command' && understood.command === 'close', JSON.stringify(understood));
    });

  for (const [text, command] of [
    ['kindly reactivate the sleepy S-1003', 'reactivate'],
    ['cancel the silly S-1009', 'cancel'],
    ['frånta Alex hans Visio-licens', 'unassign'],
  ] as const)
    it(`is asked for in spite of words that nobody knows: “${text}”`, () => {
      const understood = understand(text, TODAY);
      assert.ok(understood.kind === 'command' && understood.command === command, JSON.stringify(understood));
    });

  for (const text of [
    'cancel the flurb',
    'block the zork of wumpus',
    'avsluta min gräsklippare',
    'tilldela mormor en kaka',
  ])
    it(`is not begun where nothing is named that it could be about: “${text}”`, () => {
      const understood = understand(text, TODAY);
      assert.ok(!startsChange(understood), JSON.stringify(understood));
    });

  for (const text of ['was S-1003 cancelled?', 'Nestor says that we cancelled S-1003', 'jag har redan avslutat S-1003'])
    it(`is a look at the thing, or a question which one: “${text}”`, () => {
      const understood = understand(text, TODAY);
      const looks = understood.kind === 'ambiguous' ? understood.choices : [understood];
      for (const look of looks) {
        assert.deepEqual('args' in look && look.args, { subscription: 'S-1003' }, JSON.stringify(understood));
        assert.ok(!('command' in look && changing.has(look.command)), JSON.stringify(understood));
      }
    });
});

describe('What somebody may not do', () => {
  const commandsFor = (text: string, may: (command: string) => boolean) => {
    const { meaning } = interpret(text, { changing, today: TODAY, mayUse: may });
    assert.ok(meaning.kind === 'command', JSON.stringify(meaning));
    return [meaning.command, meaning.args];
  };
  const purchaser = (command: string) =>
    !['licenses', 'requests', 'unused', 'spend', 'capacity', 'set-policy'].includes(command);

  it('is the same of their own, where there is that', () => {
    assert.deepEqual(commandsFor('requests', purchaser), ['my-requests', {}]);
    assert.deepEqual(commandsFor('licenses', purchaser), ['my-licenses', {}]);
    assert.deepEqual(commandsFor('who uses Power BI', purchaser), ['subscription', { product: 'Power BI' }]);
  });

  it('stays what it is where they can mean nothing else, so that it is refused by its name', () => {
    assert.deepEqual(commandsFor('capacity', purchaser), ['capacity', {}]);
    assert.deepEqual(commandsFor('block Visio', purchaser), ['set-policy', { value: 'Disabled', product: 'Visio' }]);
  });

  it('is what it says for those who may', () => {
    assert.deepEqual(
      commandsFor('requests', () => true),
      ['requests', {}],
    );
  });
});
