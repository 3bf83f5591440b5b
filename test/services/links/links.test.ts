import assert from 'node:assert/strict';
import type { UserId } from '../../../services/commerce/api/types.ts';
import { createLinks, type Grant, type LinkOutcome, type Links } from '../../../services/links/links.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { linkKeys } from '../../../services/redis/keys.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';

const MINUTE = 60_000;
const USER = 'u' as UserId;

const granted = (outcome: LinkOutcome): Grant => {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.grant;
};
const refused = (outcome: LinkOutcome) => (outcome.ok ? 'granted' : outcome.reason);

describe('A link', () => {
  const tenantId = freshTenantId();
  const clock = { now: Date.now() };
  let redis: Redis;
  let links: Links;
  before(async () => {
    redis = await testRedis();
    links = createLinks({ redis, now: () => clock.now });
  });
  const issue = (data: unknown = { card: 'c' }, ttl?: number) =>
    links.issue({ tenantId, userId: USER, purpose: 'card', data, ...(ttl !== undefined && { ttl }) });

  it('fits into a path, and says what it is good for as often as it is looked at', async () => {
    const token = await issue();
    assert.match(token, /^[\w.-]{1,80}$/);
    for (let look = 0; look < 2; look += 1) {
      const { id, formToken, ...grant } = granted(await links.look('card', token));
      assert.deepEqual(grant, { tenantId, userId: USER, data: { card: 'c' }, expiresAt: clock.now + 10 * MINUTE });
      assert.ok(id.length === 22 && formToken.length === 43);
    }
  });

  it('is known to every process', async () => {
    const token = await issue();
    const other = createLinks({ redis, now: () => clock.now });
    assert.deepEqual(await other.look('card', token), await links.look('card', token));
  });

  it('is used once, by one of many at the same time', async () => {
    const token = await issue();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => links.use('card', token)));
    assert.deepEqual(outcomes.map(refused).sort(), ['granted', ...Array(7).fill('used')]);
    assert.equal(refused(await links.look('card', token)), 'used');
  });

  it('is good for ten minutes, or as long as was said', async () => {
    const [usual, short] = [await issue(), await issue({}, MINUTE)];
    const outcomes = async () => [refused(await links.look('card', usual)), refused(await links.use('card', short))];
    clock.now += MINUTE;
    assert.deepEqual(await outcomes(), ['granted', 'expired']);
    clock.now += 9 * MINUTE - 1;
    assert.equal(refused(await links.look('card', usual)), 'granted');
    clock.now += 1;
    assert.deepEqual(await outcomes(), ['expired', 'expired']);
  });

  it('has expired when Redis has let go of it by a clock that is ahead of ours, and was used when it was', async () => {
    const [left, used] = [await issue(), await issue()];
    await links.use('card', used);
    const grant = (token: string) => linkKeys.grant(token.split('.')[0] ?? '');
    assert.equal(await redis.get(grant(used)), 'used');
    assert.ok((await redis.pTTL(grant(used))) > 0);
    await redis.del(grant(left));
    assert.equal(refused(await links.look('card', left)), 'expired');
    assert.equal(refused(await links.use('card', left)), 'expired');
    assert.equal(refused(await links.use('card', used)), 'used');
  });

  it('is unknown to another purpose, with a changed sign anywhere, and as anything else', async () => {
    const token = await issue();
    assert.equal(refused(await links.use('export', token)), 'unknown');
    const changed = [...token].map((sign, at) => token.slice(0, at) + (sign === 'A' ? 'B' : 'A') + token.slice(at + 1));
    for (const forged of [...changed, '', 'x', `${token}A`, `${token}\n`, 'a'.repeat(100_000)])
      assert.equal(refused(await links.look('card', forged)), 'unknown', forged.slice(0, 100));
    assert.equal(refused(await links.look('card', token)), 'granted');
  });

  it('cannot be made longer by who holds it', async () => {
    const [id, , signature] = (await issue()).split('.');
    const longer = `${id}.${(clock.now + 1000 * MINUTE).toString(36)}.${signature}`;
    assert.equal(refused(await links.look('card', longer)), 'unknown');
  });

  it('counts tries, and leaves nothing in Redis that lives for ever', async () => {
    const grant = granted(await links.look('card', await issue()));
    assert.deepEqual([await links.countTry(grant), await links.countTry(grant)], [1, 2]);
    for (const key of [linkKeys.grant(grant.id), linkKeys.tries(grant.id)]) assert.ok((await redis.pTTL(key)) > 0, key);
  });
});
