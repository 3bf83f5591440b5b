import assert from 'node:assert/strict';
import { createPlaces } from '../../../services/limits/places.ts';

describe('Places', () => {
  it('are so many of one, are free again when they are left, and are nobody’s in vain', () => {
    const places = createPlaces(2);
    const [first, second, third] = [places.take('a'), places.take('a'), places.take('a')];
    assert.ok(first && second && places.take('b'));
    assert.equal(third, undefined);
    first();
    assert.ok(places.take('a'));
    assert.equal(places.take('a'), undefined);
    for (let n = 0; n < 10; n++) assert.ok(places.take(undefined));
  });

  it('are all free again when the last of one is left', () => {
    const places = createPlaces(1);
    for (let n = 0; n < 3; n++) {
      const leave = places.take('a');
      assert.ok(leave);
      assert.equal(places.take('a'), undefined);
      leave();
    }
  });
});
