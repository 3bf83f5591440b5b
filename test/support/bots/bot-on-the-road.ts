import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../../cards/kit/card.ts';
import { type Jobs, startJobs } from '../../../services/jobs/index.ts';
import { connectRedis, type Redis } from '../../../services/redis/client.ts';
import { findAction, readCard } from '../chat/conversation.ts';
import { sayTo } from '../chat/pressing.ts';
import { keptLog } from '../kept-log.ts';
import { type RedisProcess, startRedisProcess } from '../redis/redis-process.ts';
import { buildRoad, type Road } from '../redis/road.ts';
import { type RunningBot, startBot } from './running-bot.ts';

/** A bot with its jobs whose Redis is at the end of a road on which things go wrong; all patience is that of the product. */
export interface BotOnTheRoad {
  readonly bot: RunningBot;
  readonly road: Road;
  /** Where the road leads at first. */
  readonly server: RedisProcess;
  /** The client of the bot. */
  readonly redis: Redis;
  /** What Adele is answered. */
  ask(text: string, locale?: string): Promise<Card>;
  read(text: string): Promise<string>;
  /** What Adele is answered to a press on one of her cards. */
  press(card: Card, title: string): Promise<string>;
  /** What `/ready` says is the matter. */
  codes(): Promise<string[]>;
  untilCodes(...codes: string[]): Promise<void>;
  /** Milliseconds until a list is shown, a job has run since now, and the bot is ready. */
  untilAllIsWell(): Promise<number>;
  close(): Promise<void>;
}

/** Milliseconds from one run of a job to the next. */
const SWEPT_EVERY = 300;

/** Starts it, by this host name if one is given. */
export const startBotOnTheRoad = async (host = '127.0.0.1'): Promise<BotOnTheRoad> => {
  const server = await startRedisProcess({ 'enable-debug-command': 'yes' });
  const road = await buildRoad(server.port);
  const connection = { url: road.url.replace('127.0.0.1', host) };
  const redis = await connectRedis({ ...connection, log: keptLog });
  const bot = await startBot(redis, undefined, undefined, { isHurried: true });
  let swept = 0;
  const jobs: Jobs = await startJobs({
    commerce: bot.commerce,
    queueConnection: connection,
    now: Date.now,
    log: keptLog,
    timing: { lockDuration: 2_000, stalledInterval: 1_000, retryDelay: 100, sweptEvery: SWEPT_EVERY },
    often: async () => void swept++,
  });
  const answered = async () => {
    const response = await fetch(`${bot.url}/ready`);
    return ((await response.json()) as { codes?: string[] }).codes ?? [];
  };
  const ask = (text: string, locale = 'en-US') => sayTo(bot, 'Adele', text, { locale });
  const press = async (card: Card, title: string) => {
    const { verb, data } = findAction(card, title);
    const value = { action: { type: 'Action.Execute', verb, data } };
    const { body } = await bot.post(bot.activity('Adele', { type: 'invoke', name: 'adaptiveCard/action', value }));
    return readCard((body as { value: unknown }).value);
  };
  const read = async (text: string) => readCard(await ask(text));
  return {
    bot,
    road,
    server,
    redis,
    ask,
    read,
    press,
    codes: answered,
    async untilCodes(...codes) {
      while ((await answered()).join() !== codes.join()) await sleep(50);
    },
    async untilAllIsWell() {
      const [began, before] = [performance.now(), swept];
      while ((await answered()).length > 0) await sleep(50);
      while (!/Self-service purchases/.test(await read('subscriptions'))) await sleep(50);
      while (swept < before + 2) await sleep(50);
      return performance.now() - began;
    },
    async close() {
      await bot.close();
      await jobs.close();
      redis.destroy();
      await road.stop();
      await server.stop();
    },
  };
};
