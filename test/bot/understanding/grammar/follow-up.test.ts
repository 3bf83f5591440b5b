import assert from 'node:assert/strict';
import { followUp } from '../../../../bot/understanding/grammar/follow-up.ts';

const FROM = { command: 'move-users', args: { subscription: 'S-1003' } } as const;

describe('What is written after a question', () => {
  for (const [asked, text, expected] of [
    [FROM, 'to C-2002', { subscription: 'S-1003', target: 'C-2002' }],
    [FROM, 'till C-2002', { subscription: 'S-1003', target: 'C-2002' }],
    [FROM, 'C-2002 please', { subscription: 'S-1003', target: 'C-2002' }],
    [{ command: 'cancel', args: {} }, 'S-1001', { subscription: 'S-1001' }],
    [{ command: 'cancel', args: {} }, 'the S-1001 subscription', { subscription: 'S-1001' }],
    [
      { command: 'set-policy', args: { value: 'Disabled' } },
      'Visio Plan 1',
      { value: 'Disabled', product: 'Visio Plan 1' },
    ],
    [{ command: 'set-quantity', args: { change: 3 } }, 'på S-1001', { change: 3, subscription: 'S-1001' }],
  ] as const)
    it(`“${text}” completes ${asked.command}`, () => assert.deepEqual(followUp(asked, text), expected));

  for (const text of ['subscriptions', 'cancel S-1001', 'never mind', 'what is C-2002 for?', 'not C-2002', 'hello', ''])
    it(`“${text}” is no answer`, () => assert.equal(followUp(FROM, text), undefined));
});
