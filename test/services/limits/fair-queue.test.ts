import assert from 'node:assert/strict';
import { createFairQueue } from '../../../services/limits/fair-queue.ts';

/** Work that ends when it is told to, and what has begun so far. */
const startWork = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name: string) => () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    },
    async end(name: string) {
      ends.get(name)?.();
      await settle();
    },
  };
};

const of = (key: string, person: string) => ({ key, person });

/** Until whatever can go on has gone on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('A fair queue', () => {
  it('does so much of one key at a time, in its order', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 2, waiting: 10 });
    const { begun, work, end } = startWork();
    for (const name of ['a1', 'a2', 'a3', 'a4']) void queue.run(of('a', name), work(name));
    await settle();
    assert.deepEqual(begun, ['a1', 'a2']);
    await end('a2');
    assert.deepEqual(begun, ['a1', 'a2', 'a3']);
  });

  it('begins work of another key at once, however much waits of the first', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 2, waiting: 100 });
    const { begun, work } = startWork();
    for (let i = 0; i < 50; i++) void queue.run(of('a', `a${i}`), work(`a${i}`));
    void queue.run(of('b', 'b'), work('b'));
    await settle();
    assert.deepEqual(begun, ['a0', 'a1', 'b']);
  });

  it('lets the keys have their turns one after another where all places are taken', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 100 });
    const { begun, work, end } = startWork();
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void queue.run(of(name.slice(0, 1), name), work(name));
    await settle();
    for (const name of ['a1', 'b1', 'c1', 'a2', 'b2']) await end(name);
    assert.deepEqual(begun, ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('refuses work where too much of its key waits, and takes it again later', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 1, waiting: 1 });
    const { begun, work, end } = startWork();
    const [first] = [queue.run(of('a', 'a1'), work('a1')), queue.run(of('a', 'a2'), work('a2'))];
    assert.equal(await queue.run(of('a', 'a3'), work('a3')), false);
    await end('a1');
    assert.equal(await first, true);
    void queue.run(of('a', 'a4'), work('a4'));
    await end('a2');
    assert.deepEqual(begun, ['a1', 'a2', 'a4']);
  });

  it('goes on after work that fails', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 10 });
    const failing = queue.run(of('a', 'a1'), () => Promise.reject(new Error('broken')));
    const next = queue.run(of('a', 'a2'), async () => undefined);
    await assert.rejects(failing, /broken/);
    assert.equal(await next, true);
  });

  it('gives a place to others while its work waits for somebody outside, and back before those who wait', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 10 });
    const { begun, work, end } = startWork();
    void queue.run(of('a', 'a1'), async (aside) => {
      await aside(work('outside'));
      begun.push('back');
    });
    void queue.run(of('a', 'a2'), work('a2'));
    void queue.run(of('a', 'a3'), work('a3'));
    await settle();
    assert.deepEqual(begun, ['outside', 'a2']);
    await end('outside');
    assert.deepEqual(begun, ['outside', 'a2']);
    await end('a2');
    assert.deepEqual(begun, ['outside', 'a2', 'back', 'a3']);
  });

  it('does the work of one person in its order, one thing after another, and that of others meanwhile', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 2, waiting: 10 });
    const { begun, work, end } = startWork();
    for (const name of ['anna 1', 'anna 2', 'bo 1', 'anna 3', 'bo 2'])
      void queue.run(of('a', name.replace(/ .*/, '')), work(name));
    await settle();
    assert.deepEqual(begun, ['anna 1', 'bo 1']);
    await end('bo 1');
    assert.deepEqual(begun, ['anna 1', 'bo 1', 'bo 2']);
    await end('anna 1');
    await end('anna 2');
    assert.deepEqual(begun, ['anna 1', 'bo 1', 'bo 2', 'anna 2', 'anna 3']);
  });
});
