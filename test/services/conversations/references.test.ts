import assert from 'node:assert/strict';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { type Conversations, createConversations } from '../../../services/conversations/references.ts';
import { chatOf } from '../../support/notices/notified-tenant.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';
import { userId } from '../../support/tenants/small-tenant.ts';

describe('The conversations that the bot is in', () => {
  let conversations: Conversations;
  let tenantId: TenantId;

  beforeEach(async () => {
    conversations = createConversations(await testRedis());
    tenantId = freshTenantId();
  });

  const team = (conversationId: string) =>
    ({ tenantId, conversationId, kind: 'channel', reference: { team: conversationId } }) as const;

  it('are kept for each person, and the newest address counts', async () => {
    await conversations.remember(chatOf(tenantId, 1));
    const moved = { ...chatOf(tenantId, 1), reference: { serviceUrl: 'https://elsewhere.example' } };
    await conversations.remember(moved);
    assert.deepEqual(await conversations.personal(tenantId, userId(1)), moved);
    assert.equal(await conversations.personal(tenantId, userId(2)), undefined);
    assert.equal(await conversations.personal(freshTenantId(), userId(1)), undefined);
  });

  it('are forgotten one by one', async () => {
    await conversations.remember(chatOf(tenantId, 1));
    await conversations.remember(chatOf(tenantId, 2));
    await conversations.forget({ tenantId, userId: userId(1) });
    assert.equal(await conversations.personal(tenantId, userId(1)), undefined);
    assert.deepEqual(await conversations.personal(tenantId, userId(2)), chatOf(tenantId, 2));
  });

  it('can be chosen for notices while the bot is there, and not after it has left', async () => {
    await conversations.remember(team('general'));
    await conversations.remember(team('random'));
    await conversations.choose(tenantId, 'general', userId(0));
    assert.deepEqual(await conversations.channels(tenantId), [team('general')]);
    await conversations.forget({ tenantId, conversationId: 'general' });
    await conversations.remember(team('general'));
    assert.deepEqual(await conversations.channels(tenantId), []);
    assert.deepEqual(await conversations.shared(tenantId, 'general'), team('general'));
  });
});
