import assert from 'node:assert/strict';
import { createDialogues, type Dialogue } from '../../../services/conversations/dialogues.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';
import { personId } from '../../support/tenants/ids.ts';

const place = () => ({ tenantId: freshTenantId(), userId: personId('Megan Bowen'), conversationId: 'a:1'.repeat(500) });

const spokenOf = (tenant: Dialogue['tenant'], more: Partial<Dialogue> = {}): Dialogue => ({
  version: 1,
  tenant,
  steps: [{ command: 'subscription', args: { subscription: 'S-1001' } }],
  items: [],
  choosing: false,
  focus: [{ kind: 'subscription', said: 'S-1001' }],
  recent: 1,
  typed: [],
  ...more,
});

describe('What is remembered of a conversation', () => {
  const start = async () => {
    const redis = await testRedis();
    const at = place();
    const keysOf = async () => redis.keys(`{${at.tenantId}}:*`);
    return { redis, at, keysOf, dialogues: createDialogues(redis) };
  };

  it('is of one person in one conversation, and gone after half an hour', async () => {
    const { redis, at, keysOf, dialogues } = await start();
    await dialogues.remember(at, spokenOf(at.tenantId));
    assert.deepEqual(await dialogues.recall(at), spokenOf(at.tenantId));
    assert.equal(await dialogues.recall({ ...at, userId: personId('Lee Gu') }), undefined);
    assert.equal(await dialogues.recall({ ...at, conversationId: 'another' }), undefined);
    const [key = ''] = await keysOf();
    const left = await redis.pTTL(key);
    assert.ok(left > 29 * 60_000 && left <= 30 * 60_000, String(left));
  });

  it('is nothing where it would be too long, rather than a part of it', async () => {
    const { at, keysOf, dialogues } = await start();
    await dialogues.remember(at, spokenOf(at.tenantId));
    const long = { command: 'assign', args: { people: 'x'.repeat(8000) } };
    await dialogues.remember(at, spokenOf(at.tenantId, { steps: [long] }));
    assert.deepEqual(await keysOf(), []);
  });

  it('is nothing where another version of the program has written it', async () => {
    const { redis, at, dialogues } = await start();
    await dialogues.remember(at, spokenOf(at.tenantId));
    const [key = ''] = await redis.keys(tenantKeys(at.tenantId).dialogue(at.userId, '*'));
    const others = [{ ...spokenOf(at.tenantId), version: 2 }, { ...spokenOf(at.tenantId), steps: 'none' }, null, []];
    for (const other of [...others.map((each) => JSON.stringify(each)), 'no JSON', '']) {
      await redis.set(key, other);
      assert.equal(await dialogues.recall(at), undefined, other);
    }
  });

  it('is forgotten when told so', async () => {
    const { at, keysOf, dialogues } = await start();
    await dialogues.remember(at, spokenOf(at.tenantId));
    await dialogues.forget(at);
    assert.deepEqual(await keysOf(), []);
  });
});
