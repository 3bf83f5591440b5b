import assert from 'node:assert/strict';
import { understand } from '../../../support/chat/understand.ts';

const quantityIn = (text: string): unknown => {
  const understood = understand(text);
  assert.equal(understood.kind, 'command', text);
  return understood.kind === 'command' ? understood.args['quantity'] : undefined;
};

describe('A number of licenses', () => {
  for (const [text, expected] of [
    ['buy 1000000000 Visio Plan 2', 1_000_000_000],
    ['buy twenty-three Visio licenses', 23],
    ['köp tjugotre Visio', 23],
    ['buy two hundred Visio', 200],
    ['köp tvåhundra Visio', 200],
    ['buy 1,000 Visio', 1000],
    ['köp 1 000 Visio', 1000],
    ['buy 100 Office 365 licenses', 100],
    ['set S-1001 to 0 seats', 0],
  ] as const)
    it(`is ${expected} in “${text}”`, () => assert.equal(quantityIn(text), expected));

  for (const [text, expected] of [
    ['buy -1 Visio Plan 2', '-1'],
    ['köp −1 Visio Plan 2', '-1'],
    ['buy 1.5 Visio', '1.5'],
    ['köp 2,5 Visio-licenser', '2,5'],
    ['buy many Visio', 'many'],
    ['köp många Visio', 'många'],
    ['buy 10^9 Visio', '10^9'],
    ['buy 10² Visio', '10^2'],
    ['buy 5-10 Visio licenses', '5-10'],
    ['buy $50 of Visio', '$50'],
    ['köp 50 procent Visio', '50 procent'],
    ['buy 99999999999999999999 Visio', '99999999999999999999'],
    ['set S-1001 to many licenses', 'many'],
    ['ändra S-1001 till -5 licenser', '-5'],
    ['add 1.5 licenses to S-1001', '1.5'],
    ['lägg till 1,5 licenser på S-1001', '1,5'],
    ['add -3 licenses to S-1001', '-3'],
    ['remove 50% of the seats on S-1001', '50%'],
    ['ta bort 30 procent av licenserna på S-1001', '30 procent'],
  ] as const)
    it(`is passed as it was written in “${text}”, never as another number`, () =>
      assert.equal(quantityIn(text), expected));

  for (const [text, times] of [
    ['ta bort hälften av licenserna på S-1001', 0.5],
    ['remove half of the seats on S-1001', 0.5],
    ['dubbla licenserna på S-1001', 2],
  ] as const)
    it(`is ${times} times what there is in “${text}”`, () =>
      assert.deepEqual(understand(text), {
        ...{ kind: 'command', command: 'set-quantity', leftOver: [] },
        args: { times, subscription: 'S-1001' },
      }));

  for (const text of ['invoices of the last several months', 'what changed the last 999999999 years'])
    it(`is left out of “${text}”, which names no time`, () => {
      const understood = understand(text, '2026-11-21');
      assert.deepEqual(understood.kind === 'command' && understood.args, {});
    });
});
