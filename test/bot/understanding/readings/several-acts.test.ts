import assert from 'node:assert/strict';
import { understand } from '../../../support/chat/understand.ts';

const choicesOf = (text: string) => {
  const understood = understand(text, '2026-11-29');
  assert.ok(understood.kind === 'ambiguous', JSON.stringify(understood));
  return understood.choices.map(({ command, args }) => [command, args]);
};

describe('Several changes in one sentence', () => {
  it('are asked about one by one, each with what is said of it', () => {
    assert.deepEqual(choicesOf('set S-1006 to 4 seats and S-1009 to 11'), [
      ['set-quantity', { subscription: 'S-1006', quantity: 4 }],
      ['set-quantity', { subscription: 'S-1009', quantity: 11 }],
    ]);
    assert.deepEqual(choicesOf('ta bort Olle Berg från S-3001, Linnéa Ek från S-3002'), [
      ['unassign', { subscription: 'S-3001', people: 'Olle Berg' }],
      ['unassign', { subscription: 'S-3002', people: 'Linnéa Ek' }],
    ]);
  });

  it('share what is said once', () => {
    assert.deepEqual(choicesOf('cancel S-1006 and S-1009'), [
      ['cancel', { subscription: 'S-1006' }],
      ['cancel', { subscription: 'S-1009' }],
    ]);
  });

  it('are one where it takes several things', () => {
    const understood = understand('blockera Visio och Copilot', '2026-11-29');
    assert.deepEqual(understood.kind === 'command' && understood.args['product'], ['Visio', 'Copilot']);
  });

  it('are one where the second thing belongs to the first', () => {
    const understood = understand('move the users of S-1003 and Visio to C-2002', '2026-11-29');
    assert.ok(understood.kind !== 'ambiguous' || understood.choices.every(({ args }) => args['target'] === 'C-2002'));
  });
});
