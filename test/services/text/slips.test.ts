import assert from 'node:assert/strict';
import { isSlip } from '../../../services/text/slips.ts';

describe('A slip of the pen', () => {
  it('is one letter wrong, missing or too many, or two that changed places', () => {
    for (const [typed, meant] of [
      ['vanse', 'vance'],
      ['hartnet', 'hartnett'],
      ['hartnettt', 'hartnett'],
      ['egna', 'enga'],
      ['grayzna', 'grazyna'],
    ] as const)
      assert.ok(isSlip(typed, meant), typed);
  });

  it('may be of two neighbouring letters in a long word', () => {
    assert.ok(isSlip('ivarsdotter', 'ivarsdottir'));
    assert.ok(isSlip('ivarsdattar', 'ivarsdottar'));
    assert.ok(!isSlip('evarsdotter', 'ivarsdottir'), 'two slips apart');
  });

  it('is none of a short word', () => {
    for (const [typed, meant] of [
      ['bert', 'berg'],
      ['lo', 'la'],
      ['wall', 'wal'],
      ['per', 'pr'],
    ] as const)
      assert.ok(!isSlip(typed, meant), typed);
  });
});
