import assert from 'node:assert/strict';
import { fold } from '../../../services/directory/fold.ts';

describe('Folding a text', () => {
  it('takes away case and accents, however they are written', () => {
    assert.equal(fold('Åsa Öberg'), 'asa oberg');
    assert.equal(fold('A\u030Asa'), 'asa');
    assert.equal(fold('JOSÉ İnce'), 'jose ince');
    assert.equal(fold('ﬁrst ２'), 'first 2');
  });

  it('leaves other letters alone', () => {
    assert.equal(fold('Søren 山田'), 'søren 山田');
  });

  it('changes nothing more the second time', () => {
    for (const text of ['Åsa Öberg', 'İ', 'ǅ', 'ﬃ', 'Ǆ']) assert.equal(fold(fold(text)), fold(text));
  });
});
