import assert from 'node:assert/strict';
import { DELIVERY_TIMING, pauseAfter, retryAfter } from '../../../services/notices/delivering/timing.ts';
import { outcomeOfStatus } from '../../../services/notices/ports.ts';

describe('What a channel answers', () => {
  it('says whether a message is sent again: only where it was surely not taken', () => {
    const outcome = (status: number) => {
      const said = outcomeOfStatus({ status });
      return said.ok ? 'sent' : said.outcome;
    };
    const said = { 200: 'sent', 201: 'sent', 202: 'sent', 429: 'throttled', 412: 'throttled', 503: 'unavailable' };
    const ended = { 403: 'gone', 404: 'gone', 400: 'failed', 401: 'failed', 413: 'failed' };
    const open = { 408: 'unknown', 500: 'unknown', 502: 'unknown', 504: 'unknown' };
    for (const [status, expected] of Object.entries({ ...said, ...ended, ...open }))
      assert.equal(outcome(Number(status)), expected, status);
    assert.deepEqual(outcomeOfStatus({ status: 429, retryAfterMs: 5_000 }), {
      ok: false,
      outcome: 'throttled',
      code: '429',
      retryAfterMs: 5_000,
    });
  });

  it('says by its reason whether the bot is gone from there, or may write again some time', () => {
    const outcome = (reason: 'blocked' | 'removed' | 'disabled' | 'other' | undefined) => {
      const said = outcomeOfStatus({ status: 403, reason });
      return said.ok || said.outcome;
    };
    const reasons = ['blocked', 'removed', undefined, 'disabled', 'other'] as const;
    assert.deepEqual(reasons.map(outcome), ['gone', 'gone', 'gone', 'paused', 'paused']);
  });

  it('is followed by a pause that doubles, has an end, and is never shorter than the channel says', () => {
    for (let attempts = 0; attempts < 60; attempts += 1) {
      const most = Math.min(1_000 * 2 ** attempts, 60_000);
      const pause = retryAfter(DELIVERY_TIMING, attempts);
      assert.ok(pause <= most && pause >= most / 2, `${attempts}: ${pause}`);
      assert.ok(retryAfter(DELIVERY_TIMING, attempts, 120_000) >= 120_000);
    }
  });

  it('is followed by pauses that grow up to six hours where the bot may not write', () => {
    const pauses = Array.from({ length: 60 }, (_, attempts) => pauseAfter(DELIVERY_TIMING, attempts));
    assert.deepEqual(pauses.slice(0, 3), [60_000, 120_000, 240_000]);
    assert.ok(pauses.every((pause) => pause <= 6 * 60 * 60 * 1000));
  });
});
