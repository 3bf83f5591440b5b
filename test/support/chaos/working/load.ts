import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../../../cards/kit/card.ts';
import { actionsOf, readCard } from '../../chat/conversation.ts';
import type { Channel } from '../../stand-ins/channel.ts';
import {
  activityFrom,
  answersTo,
  deliverTo,
  deliverUntilTaken,
  isToBeTriedAgain,
  type Pressing,
  pressFrom,
  pressingOf,
  pressUntilAnswered,
  type Somebody,
  type TeamsActivity,
} from '../teams-side.ts';

/** What somebody does again and again. */
interface Habit {
  readonly who: Somebody;
  /** What is said the nth time (from 1), and the verb that is pressed then, if any. */
  readonly says: (n: number) => { readonly text: string; readonly presses?: string; readonly receipt?: RegExp };
  /** How often, at most. */
  readonly times?: number;
}

/** What people have done, and what they were told. */
export interface Done {
  readonly who: Somebody;
  /** How often what they wanted was confirmed. */
  readonly confirmed: number;
}

/** People who write and press, and do so again where they get no answer, as Teams and they themselves do. */
export interface Load {
  /** Resolves when a change has been confirmed that was begun after this call. */
  nextConfirmed(): Promise<void>;
  /** Ends it once all have what they began, and returns what each has come to. */
  finish(): Promise<readonly Done[]>;
  /** Every sentence that was said. */
  readonly said: readonly TeamsActivity[];
  /** What was answered that nobody expects. */
  readonly surprises: readonly string[];
}

/** Milliseconds. */
const AGAIN_AFTER = 150;
const REST = 100;
const PATIENCE = 60_000;
const LOOKED_EVERY = 20;

/** The card that answers a sentence which the bot has taken; undefined where it does not come. */
const answerWithin = async (channel: Channel, activity: TeamsActivity): Promise<Card | undefined> => {
  const giveUpAt = performance.now() + PATIENCE;
  while (performance.now() < giveUpAt) {
    const [card] = answersTo(channel, activity);
    if (card) return card;
    await sleep(LOOKED_EVERY);
  }
  return undefined;
};

interface Ground {
  /** The bots, of which any may be asked. */
  readonly ports: readonly number[];
  readonly channel: Channel;
}

/** Lets people loose. */
export const startLoad = ({ ports, channel }: Ground, habits: readonly Habit[]): Load => {
  const said: TeamsActivity[] = [];
  const surprises: string[] = [];
  const delivered: Promise<unknown>[] = [];
  const waiting = new Set<{ readonly since: number; readonly tell: () => void }>();
  const ending = new AbortController();
  let turn = 0;
  const anyBot = () => ports[turn++ % ports.length] ?? 0;

  /** The card that answers; undefined where it is to be typed again, while Teams goes on to deliver this one. */
  const say = async (who: Somebody, text: string): Promise<Card | undefined> => {
    const activity = activityFrom(who, channel.url, { text });
    said.push(activity);
    const taken = await deliverTo(anyBot(), activity);
    if (taken && taken.status < 500) return answerWithin(channel, activity);
    delivered.push(deliverUntilTaken(anyBot, activity));
    return undefined;
  };

  const press = async (who: Somebody, pressing: Pressing): Promise<string> =>
    readCard(await pressUntilAnswered(anyBot, pressFrom(who, channel.url, pressing)));

  /** Whether it was confirmed. */
  const once = async ({ who, says }: Habit, n: number): Promise<boolean> => {
    const { text, presses, receipt } = says(n);
    const card = await say(who, text);
    if (!presses) return card !== undefined;
    const button = actionsOf(card).find(({ verb, data }) => verb === presses && 'operation' in data);
    if (!card || !button) return card !== undefined && !isToBeTriedAgain(card) && surprised(text, readCard(card));
    const answer = await press(who, pressingOf(card, button));
    return receipt?.test(answer) || surprised(text, answer);
  };
  const surprised = (asked: string, answer: string): boolean => {
    surprises.push(`“${asked}”: ${answer.slice(0, 200)}`);
    return false;
  };

  const tellThoseWhoWait = (began: number) => {
    for (const each of waiting) if (each.since <= began && waiting.delete(each)) each.tell();
  };
  const live = async (habit: Habit): Promise<Done> => {
    let confirmed = 0;
    while (!ending.signal.aborted && confirmed < (habit.times ?? Number.POSITIVE_INFINITY)) {
      const began = performance.now();
      if (!(await once(habit, confirmed + 1))) await sleep(AGAIN_AFTER);
      else {
        confirmed++;
        if (habit.says(1).presses) tellThoseWhoWait(began);
        await sleep(REST);
      }
    }
    return { who: habit.who, confirmed };
  };
  const lives = habits.map(live);
  return {
    said,
    surprises,
    nextConfirmed: () => new Promise((tell) => waiting.add({ since: performance.now(), tell })),
    async finish() {
      ending.abort();
      const done = await Promise.all(lives);
      await Promise.all(delivered);
      return done;
    },
  };
};
