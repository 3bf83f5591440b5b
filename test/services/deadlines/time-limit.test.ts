import assert from 'node:assert/strict';
import { once } from 'node:events';
import { endingWithin, unlessAborted, within } from '../../../services/deadlines/deadlines.ts';
import { TimeIsOver, withTimeLimit } from '../../../services/deadlines/time-limit.ts';

const never = new Promise<never>(() => undefined);
const limit = { takes: 5, grace: 5, closing: new AbortController().signal };

/** Work that ends where it is asked to. */
const obedient = async (signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, 'abort');
  signal.throwIfAborted();
};

describe('A time limit', () => {
  it('lets work end that is done in time, also badly', async () => {
    assert.equal(await withTimeLimit({ ...limit, takes: 10_000 }, async () => 'done'), 'done');
    await assert.rejects(
      withTimeLimit({ ...limit, takes: 10_000 }, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
  });

  it('asks work to end when its time is over', async () => {
    await assert.rejects(withTimeLimit({ ...limit, grace: 10_000 }, obedient), TimeIsOver);
  });

  it('asks it before its time where all is to end, also where that was before it began', async () => {
    const closing = new AbortController();
    const work = withTimeLimit({ takes: 10_000, grace: 10_000, closing: closing.signal }, obedient);
    closing.abort();
    await assert.rejects(work, { name: 'AbortError' });
    const late = withTimeLimit({ takes: 10_000, grace: 10_000, closing: closing.signal }, obedient);
    await assert.rejects(late, { name: 'AbortError' });
  });

  it('no longer waits for work that gives no sign', async () => {
    await assert.rejects(
      withTimeLimit(limit, () => never),
      /Nothing was heard for 10 ms/,
    );
    const closed = { ...limit, takes: 10_000, closing: AbortSignal.abort() };
    await assert.rejects(
      withTimeLimit(closed, () => never),
      /Nothing was heard/,
    );
  });
});

describe('Waiting within a time', () => {
  it('ends with the work, or without it', async () => {
    assert.equal(await within(10_000, Promise.resolve('done')), 'done');
    await assert.rejects(within(5, never), { name: 'TimeoutError' });
  });

  it('is over at once where it was over before', async () => {
    await assert.rejects(unlessAborted(never, AbortSignal.abort(new Error('closed before'))), /closed before/);
  });
});

describe('The end of what has its time', () => {
  it('is said by the signal, where the work is not done by then', async () => {
    const signal = await endingWithin(1, async (ending) => {
      await once(ending, 'abort');
      return ending;
    });
    assert.equal(signal.reason.name, 'TimeoutError');
  });

  it('is not said any more where it was', async () => {
    const signal = await endingWithin(1, async (ending) => ending);
    // A later one has fired by then.
    await endingWithin(5, (ending) => once(ending, 'abort'));
    assert.equal(signal.aborted, false);
  });
});
