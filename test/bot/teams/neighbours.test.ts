import assert from 'node:assert/strict';
import type { TenantId, UserId } from '../../../services/commerce/api/types.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { tenantKeys } from '../../../services/redis/keys.ts';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { findAction, readCard } from '../../support/chat/conversation.ts';
import { pressOn, sayTo } from '../../support/chat/pressing.ts';
import { appendNotice } from '../../support/notices/notified-tenant.ts';
import { testRedis } from '../../support/redis/redis.ts';
import type { Channel } from '../../support/stand-ins/channel.ts';
import { type ImportedTenant, importCast } from '../../support/tenants/imported-tenant.ts';

type Fault = ReturnType<Parameters<Channel['failBy']>[0]>;

const DISABLED = { error: { code: 'BotDisabledByAdmin', message: 'disabled' } };

/** What the connector does to one organization; whether its answer comes later, and what becomes of a notice meanwhile. */
const FAULTS: readonly {
  readonly name: string;
  readonly fault: Fault;
  readonly later: boolean;
  readonly notice: string;
}[] = [
  { name: 'answers after five seconds', fault: { status: 200, after: 5_000 }, later: false, notice: 'sent' },
  { name: 'answers 500', fault: { status: 500 }, later: false, notice: 'sending' },
  { name: 'answers 403', fault: { status: 403 }, later: false, notice: 'failed 403' },
  {
    name: 'answers 403, as an admin has disabled the bot',
    fault: { status: 403, body: DISABLED },
    later: true,
    notice: 'planned disabled',
  },
  { name: 'answers 404', fault: { status: 404 }, later: false, notice: 'failed 404' },
  { name: 'answers 412', fault: { status: 412 }, later: true, notice: 'planned 412' },
  { name: 'answers 429', fault: { status: 429 }, later: true, notice: 'planned 429' },
  {
    name: 'answers 429 with a time',
    fault: { status: 429, headers: { 'retry-after': '40' } },
    later: true,
    notice: 'planned 429',
  },
  { name: 'breaks off in the middle of its answer', fault: 'half', later: false, notice: 'sent' },
  { name: 'breaks connections off', fault: 'reset', later: false, notice: 'sending' },
  { name: 'never answers', fault: 'silence', later: false, notice: 'sending' },
];

describe('A connector that one organization has trouble with', () => {
  let redis: Redis;
  let bot: RunningBot;
  let other: ImportedTenant;
  before(async () => {
    redis = await testRedis();
  });
  beforeEach(async () => {
    bot = await startBot(redis, undefined, undefined, { isHurried: true });
    other = await importCast(redis, 'fabrikam');
  });
  afterEach(() => bot.close());

  /** As Karin of the other organization. */
  const ofKarin = (extra: object) => ({
    from: { id: '29:Karin', name: 'Karin', aadObjectId: other.userId('Karin') },
    conversation: { id: 'personal-Karin', conversationType: 'personal', tenantId: other.tenantId },
    channelData: { tenant: { id: other.tenantId } },
    ...extra,
  });
  const notify = (tenantId: TenantId, user: UserId) =>
    appendNotice(redis, tenantId, { kind: 'time-stepped', from: 1, until: 2, subject: 'time', at: 3, to: { user } });
  const deliver = (tenantId: TenantId) => bot.notices.deliver(tenantId, new AbortController().signal);
  const noticesIn = async (tenantId: TenantId) =>
    (await bot.notices.listDeliveries(tenantId, {})).deliveries.map(({ status, why = '' }) =>
      `${status} ${why}`.trim(),
    );
  const answersTo = (id: unknown) => bot.channel.sent.filter(({ activity }) => activity['replyToId'] === id).length;

  for (const { name, fault, later, notice } of FAULTS)
    it(`that it ${name} is noticed by nobody else, and by those only as far as must be`, async () => {
      const { tenantId, userId } = bot.contoso;
      await sayTo(bot, 'Adele', 'hello');
      await sayTo(bot, 'Adele', 'hello', ofKarin({}));
      const list = await sayTo(bot, 'Adele', 'thanks');
      bot.channel.failBy(({ conversationId }) => (conversationId === 'personal-Adele' ? fault : undefined));

      const question = bot.activity('Adele', { text: 'capacity' });
      const asked = bot.post(question);
      assert.match(readCard(await sayTo(bot, 'Adele', 'subscriptions', ofKarin({}))), /S-3001/);
      assert.ok(findAction(await pressOn(bot, 'Adele', list, 'Help'), 'Subscriptions'));
      assert.equal((await asked).status, 200);
      assert.equal(await redis.hLen(tenantKeys(tenantId).keptAnswers), later ? 1 : 0);
      if (!later) assert.equal(answersTo(question['id']), 1);

      await Promise.all([notify(tenantId, userId('Adele')), notify(other.tenantId, other.userId('Karin'))]);
      await Promise.all([deliver(tenantId), deliver(other.tenantId)]);
      assert.deepEqual(await noticesIn(other.tenantId), ['sent']);
      assert.deepEqual(await noticesIn(tenantId), [notice]);
    });
});
