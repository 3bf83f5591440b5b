import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningBot, startBot } from '../../support/bots/running-bot.ts';
import { readCard } from '../../support/chat/conversation.ts';
import { serverPid, startRedis, type TestRedis } from '../../support/redis/redis.ts';
import { CREDENTIALS, startTokenIssuer } from '../../support/stand-ins/token-issuer.ts';

describe('While Redis takes what it is sent and is silent', () => {
  let server: TestRedis;
  let bot: RunningBot;
  let pid: number;

  before(async () => {
    server = await startRedis();
    bot = await startBot(server.redis, undefined, undefined, { isHurried: true });
    pid = await serverPid(server.redis);
  });
  after(async () => {
    process.kill(pid, 'SIGCONT');
    await bot.close();
    await server.stop();
  });

  const answerTo = async (activity: object) => {
    const { status, body } = await bot.post(activity);
    return { status, value: (body as { value: unknown }).value };
  };
  const invoke = (name: string, value: unknown) =>
    bot.activity('Adele', { type: 'invoke', name, replyToId: 'a1', value });

  it('every invoke is answered, and the card is replaced later', async () => {
    const data = { subscription: 'S-1001', by: bot.contoso.userId('Adele') };
    process.kill(pid, 'SIGSTOP');
    const [press, search, file] = await Promise.all([
      answerTo(invoke('adaptiveCard/action', { action: { verb: 'subscription', data } })),
      answerTo(invoke('application/search', { queryText: 'Lee', dataset: 'people' })),
      answerTo(invoke('fileConsent/invoke', { action: 'decline', context: { file: 'x' } })),
    ]);
    const ready = await fetch(`${bot.url}/ready`);
    process.kill(pid, 'SIGCONT');
    assert.match(readCard(press.value), /I am still at it/);
    assert.deepEqual(search.value, { results: [] });
    for (const { status } of [press, search, file]) assert.equal(status, 200);
    assert.deepEqual(await ready.json(), { status: 'not ready', codes: ['redis-slow'] });
    assert.equal(ready.status, 503);
    const replaced = () => bot.channel.sent.find(({ method, activity }) => method === 'PUT' && activity['id'] === 'a1');
    while (!replaced()) await sleep(10);
    assert.match(readCard(replaced()?.activity.attachments?.[0]?.content), /Order history/);
  });

  it('a press is answered by a registered bot, too, which looks whether it serves the tenant', async () => {
    const issuer = await startTokenIssuer();
    const registration = { credentials: CREDENTIALS, authority: issuer.authority };
    const registered = await startBot(server.redis, registration, undefined, { isHurried: true });
    const data = { subscription: 'S-1001', by: registered.contoso.userId('Adele') };
    const press = async () => {
      const authorization = `Bearer ${await issuer.sign(registered.channel.url)}`;
      const value = { action: { verb: 'subscription', data } };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value };
      const { body } = await registered.post(registered.activity('Adele', invoke), { authorization });
      return readCard((body as { value: unknown }).value);
    };
    assert.match(await press(), /Order history/);
    process.kill(pid, 'SIGSTOP');
    const card = await press().finally(() => process.kill(pid, 'SIGCONT'));
    await registered.close();
    await issuer.close();
    assert.match(card, /I am still at it/);
  });
});
