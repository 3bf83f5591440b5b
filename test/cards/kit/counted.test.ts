import assert from 'node:assert/strict';
import { freeLicenses } from '../../../cards/kit/counted.ts';

describe('Licenses that nobody has', () => {
  it('are what is left, and none where more people have one than there are', () => {
    assert.deepEqual([freeLicenses(5, 3), freeLicenses(3, 3), freeLicenses(3, 6)], [2, 0, 0]);
  });
});
