import assert from 'node:assert/strict';
import { readMessage } from '../../bot/teams/reading/message.ts';
import { type RunningBot, startBot } from '../support/bots/running-bot.ts';
import { readCard } from '../support/chat/conversation.ts';
import { cardIn } from '../support/chat/pressing.ts';
import { processorTime } from '../support/processor-time.ts';
import { testRedis } from '../support/redis/redis.ts';
import { MENTIONS } from './written/mentions.ts';
import type { WrittenMessage } from './written/message.ts';
import { QUOTES } from './written/quotes.ts';
import { SHAPES } from './written/shapes.ts';

describe('What a message says', () => {
  let bot: RunningBot;
  before(async () => {
    bot = await startBot(await testRedis());
  });
  after(() => bot.close());

  const answerTo = async (extra: Record<string, unknown>) => {
    const before = bot.channel.sent.length;
    const activity = bot.activity('Adele', extra);
    assert.equal((await bot.post(activity)).status, 200);
    const answer = cardIn(await bot.channel.answerTo(String(activity['id'])));
    assert.equal(bot.channel.sent.length, before + 1);
    return readCard(answer);
  };

  const titleOf = {
    file: /^I cannot read files/,
    forwarded: /^I do not read forwarded/,
    nothing: /^There was nothing/,
  };

  const reads = (messages: readonly WrittenMessage[]) => {
    for (const { what, activity, words, without } of messages)
      it(`is read of ${what}`, async () => {
        const read = readMessage(bot.activity('Adele', activity));
        assert.deepEqual(read, { text: words, ...(without && { without }) });
        const answer = await answerTo(activity);
        if (words === '') assert.match(answer, titleOf[without ?? 'nothing']);
        else assert.equal(answer, await answerTo({ text: words }));
      });
  };

  describe('where it quotes or forwards another', () => reads(QUOTES));
  describe('where it mentions somebody', () => reads(MENTIONS));
  describe('whatever its shape', () => reads(SHAPES));

  it('is told in Swedish, too, where there is nothing to read', async () => {
    const attachments = [{ contentType: 'image/png' }];
    assert.match(await answerTo({ text: '', locale: 'sv-SE', attachments }), /^Jag kan inte läsa filer/);
  });

  it('costs no time where its markup is made for that', () => {
    const nested = ['<b>', '<blockquote itemtype="http://schema.skype.com/Reply">', '<at>', '<', '<quoted ', '&'];
    for (const piece of nested)
      for (const end of ['', '</x>', '>'])
        for (const extra of [{ text: '' }, { text: piece.repeat(59_000 / piece.length) }]) {
          const content = piece.repeat(30_000 / piece.length) + end.repeat(30_000 / (end.length || 1));
          const attachments = [{ contentType: 'text/html', content }];
          const took = processorTime(() => readMessage({ ...extra, attachments }));
          assert.ok(took < 500, `${piece}${end}: ${took} ms`);
        }
  });
});
