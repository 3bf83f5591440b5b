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

/** Until whatever can go on has gone on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('A fair queue', () => {
  it('does so much of one key at a time, in its order', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 2, waiting: 10 });
    const { begun, work, end } = startWork();
    for (const name of ['a1', 'a2', 'a3', 'a4']) void queue.run('a', work(name));
    await settle();
    assert.deepEqual(begun, ['a1', 'a2']);
    await end('a2');
    assert.deepEqual(begun, ['a1', 'a2', 'a3']);
  });

  it('begins work of another key at once, however much waits of the first', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 2, waiting: 100 });
    const { begun, work } = startWork();
    for (let i = 0; i < 50; i++) void queue.run('a', work(`a${i}`));
    void queue.run('b', work('b'));
    await settle();
    assert.deepEqual(begun, ['a0', 'a1', 'b']);
  });

  it('lets the keys have their turns one after another where all places are taken', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 100 });
    const { begun, work, end } = startWork();
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void queue.run(name.slice(0, 1), work(name));
    await settle();
    for (const name of ['a1', 'b1', 'c1', 'a2', 'b2']) await end(name);
    assert.deepEqual(begun, ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('refuses work where too much of its key waits, and takes it again later', async () => {
    const queue = createFairQueue({ atOnce: 10, ofOne: 1, waiting: 1 });
    const { begun, work, end } = startWork();
    const [first] = [queue.run('a', work('a1')), queue.run('a', work('a2'))];
    assert.equal(await queue.run('a', work('a3')), false);
    await end('a1');
    assert.equal(await first, true);
    void queue.run('a', work('a4'));
    await end('a2');
    assert.deepEqual(begun, ['a1', 'a2', 'a4']);
  });

  it('goes on after work that fails', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 10 });
    const failing = queue.run('a', () => Promise.reject(new Error('broken')));
    const next = queue.run('a', async () => undefined);
    await assert.rejects(failing, /broken/);
    assert.equal(await next, true);
  });

  it('gives a place to others while its work waits for somebody outside, and back before those who wait', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 10 });
    const { begun, work, end } = startWork();
    void queue.run('a', async () => {
      await queue.aside(work('outside'));
      begun.push('back');
    });
    void queue.run('a', work('a2'));
    void queue.run('a', work('a3'));
    await settle();
    assert.deepEqual(begun, ['outside', 'a2']);
    await end('outside');
    assert.deepEqual(begun, ['outside', 'a2']);
    await end('a2');
    assert.deepEqual(begun, ['outside', 'a2', 'back', 'a3']);
  });

  it('has work wait outside that has no place', async () => {
    const queue = createFairQueue({ atOnce: 1, ofOne: 1, waiting: 1 });
    assert.equal(await queue.aside(async () => 'done'), 'done');
  });
});
