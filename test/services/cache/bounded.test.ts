import assert from 'node:assert/strict';
import { createKept } from '../../../services/cache/bounded.ts';

describe('What is kept', () => {
  const making = (most: number) => {
    const made: string[] = [];
    const kept = createKept<string>(most);
    return { made, ask: (key: string) => kept(key, () => `${key}${made.push(key)}`) };
  };

  it('is made once for each key', () => {
    const { made, ask } = making(3);
    assert.deepEqual(['a', 'b', 'a', 'b'].map(ask), ['a1', 'b2', 'a1', 'b2']);
    assert.deepEqual(made, ['a', 'b']);
  });

  it('is as much as was said, without what was asked for least lately', () => {
    const { made, ask } = making(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key);
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });

  it('is not made anew where nothing came of it', () => {
    let made = 0;
    const kept = createKept<undefined>(2);
    for (let i = 0; i < 3; i++) kept('nothing', () => void made++);
    assert.equal(made, 1);
  });
});
