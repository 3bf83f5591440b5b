import assert from 'node:assert/strict';
import { type BotOnTheRoad, startBotOnTheRoad } from '../../support/bots/bot-on-the-road.ts';
import { readCard } from '../../support/chat/conversation.ts';

describe('A turn that takes more than a second', () => {
  let scene: BotOnTheRoad;
  before(async () => {
    scene = await startBotOnTheRoad();
  });
  after(() => scene.close());

  it('sends its answer, and nothing else', async () => {
    const { bot, road } = scene;
    road.delay(300);
    await bot.post(bot.activity('Adele', { text: 'help' }));
    road.delay(0);
    assert.deepEqual(
      bot.channel.sent.map(({ activity }) => activity.type),
      ['message'],
    );
    assert.match(readCard(bot.channel.sent[0]?.activity.attachments?.[0]?.content), /^Hello Adele/);
  });
});
