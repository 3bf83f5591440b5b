import assert from 'node:assert/strict';
import { interpret } from '../../../bot/understanding/interpret.ts';
import { changing, understand } from '../../support/chat/understand.ts';

const TODAY = '2026-11-29';

describe('A reason behind a request', () => {
  for (const [text, command, args] of [
    ['cancel S-1001, nobody looks at it', 'cancel', { subscription: 'S-1001' }],
    ['take over S-1004, its buyer is not with us', 'take-over', { subscription: 'S-1004' }],
    [
      'block Clipchamp because people keep asking me about it',
      'set-policy',
      { value: 'Disabled', product: 'Clipchamp' },
    ],
    ['avsluta S-1001, ingen har rört den på länge', 'cancel', { subscription: 'S-1001' }],
    ['spärra Clipchamp, de har inget med jobbet att göra', 'set-policy', { value: 'Disabled', product: 'Clipchamp' }],
  ] as const)
    it(`is no doubt about it: “${text}”`, () => {
      const understood = understand(text, TODAY);
      assert.ok(understood.kind === 'command', JSON.stringify(understood));
      assert.deepEqual([understood.command, understood.args], [command, args]);
    });

  for (const text of [
    'cancel S-1001? no, leave it',
    'avsluta S-1001, eller nej, vänta',
    'cancel S-1001, but not before I say so',
    'cancel S-1001 if nobody minds, otherwise leave it',
  ])
    it(`is none where it takes back what was said: “${text}”`, () => {
      const { meaning } = interpret(text, { changing, today: TODAY });
      const isCancel = meaning.kind === 'command' && meaning.command === 'cancel';
      assert.ok(!isCancel, JSON.stringify(meaning));
    });
});

describe('What others want', () => {
  for (const text of [
    'Emil reckons we should cancel S-1003',
    'my manager tells me I should cancel S-1003',
    'ekonomi menar att vi borde avsluta S-1003',
  ])
    it(`is no wish of the one who says it: “${text}”`, () => {
      const understood = understand(text, TODAY);
      assert.deepEqual(understood.kind === 'command' && understood.command, 'subscription', JSON.stringify(understood));
    });
});

describe('Words that leave out which way', () => {
  it('are asked about both ways, and a subscription is never let run out where it shall go on', () => {
    const on = (text: string) => {
      const { meaning } = interpret(text, { changing, today: TODAY });
      return meaning.kind === 'command' ? meaning.args['on'] : undefined;
    };
    for (const text of ['keep renewing S-1005', 'let S-1005 go on', 'låt S-1005 förnyas', 'låt min Visio rulla vidare'])
      assert.equal(on(text), true, text);
    for (const text of ['let S-1005 lapse', 'make sure S-1005 does not renew', 'låt S-1005 rinna ut'])
      assert.equal(on(text), false, text);
  });

  it('say who is meant, to whom and from whom people move', () => {
    const argsOf = (text: string) => {
      const { meaning } = interpret(text, { changing, today: TODAY });
      return meaning.kind === 'command' ? meaning.args : meaning;
    };
    const target = 'C-2002';
    assert.deepEqual(argsOf('move the users of S-1003 over to our own C-2002'), { subscription: 'S-1003', target });
    assert.deepEqual(argsOf('flytta alla på S-1003 till vår centrala C-2002'), { subscription: 'S-1003', target });
    assert.deepEqual(argsOf("move Patti's users onto C-2002"), { purchaser: 'Patti', target });
    assert.deepEqual(argsOf('stop acting for Northwind'), { customer: 'myself' });
    assert.deepEqual(argsOf('sluta agera för Northwind'), { customer: 'myself' });
  });

  it('leave out of a family what stands behind “but not”', () => {
    for (const [text, except] of [
      ['block power bi but not pro', 'pro'],
      ['spärra power bi men inte premium', 'premium'],
    ] as const) {
      const understood = understand(text, TODAY);
      assert.ok(understood.kind === 'command' && understood.command === 'set-policy', JSON.stringify(understood));
      assert.deepEqual(understood.args, { value: 'Disabled', product: 'Power BI', except });
    }
  });
});
