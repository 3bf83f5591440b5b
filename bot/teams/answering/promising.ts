import type { Activity } from 'botbuilder';
import type { Card } from '../../../cards/kit/card.ts';
import { holdsCardNumber } from '../../../services/commerce/index.ts';
import type { Answered, KeptAnswer, KeptAnswers } from '../../../services/conversations/kept-answers.ts';
import type { SendOutcome } from '../../../services/notices/ports.ts';
import type { RedisLog } from '../../../services/redis/client.ts';
import { type Sender, senderOf } from '../identity.ts';
import { locationOf, type Pressed, pressOf } from '../incoming.ts';
import type { Location } from '../location.ts';
import type { Proactive } from '../proactive.ts';
import type { Answering } from './answering.ts';

interface PromisingServices {
  readonly keptAnswers: Pick<KeptAnswers, 'keep' | 'putOff' | 'drop'>;
  readonly proactive: Pick<Proactive, 'update'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: RedisLog;
}

/** A press whose result was promised, as it is kept. */
interface PromisedPress extends Pressed {
  readonly sender: Sender;
  readonly location: Location;
}

/** The result of a press that will come by itself, whatever becomes of this process. */
export interface Promised {
  /** For when it has come. */
  kept(): Promise<void>;
  /** For when this process can do no more for it. */
  leave(): void;
}

/** Milliseconds after which somebody else takes over, and how often this process says that it is still at it. */
const TAKEN_OVER_AFTER = 20_000;
const STILL_AT_IT_EVERY = 5_000;

/** Keeps presses whose result was promised, so that another process goes on with them where this one ends. */
export const createPromising = ({ keptAnswers, proactive, now, log }: PromisingServices) => {
  let answerAgain: Answering['answerAgain'] | undefined;
  return {
    /**
     * Keeps a press from the time of its promise on. Undefined where it may not be kept: what holds the number of a card,
     * and what comes from a group.
     * @throws where Redis is away
     */
    async promise(activity: Activity): Promise<Promised | undefined> {
      const found = promisable(activity);
      if (!found) return undefined;
      const { answered, press } = found;
      const { reference } = press.location;
      await keptAnswers.keep(answered, { reference, press, keptAt: now() }, TAKEN_OVER_AFTER);
      const putOff = () => void keptAnswers.putOff(answered, TAKEN_OVER_AFTER).catch(() => undefined);
      const timer = setInterval(putOff, STILL_AT_IT_EVERY).unref();
      return {
        async kept() {
          clearInterval(timer);
          await keptAnswers.drop(answered);
        },
        leave: () => clearInterval(timer),
      };
    },

    /** Does once more what was pressed, which acts once, and puts its answer in the place of the card. */
    async redeem({ press }: KeptAnswer): Promise<SendOutcome> {
      if (!answerAgain) return { ok: false, outcome: 'unavailable', code: 'starting' };
      const { sender, location, ...pressed } = press as PromisedPress;
      log.warn({ tenantId: sender.tenantId, verb: pressed.verb }, 'A press is answered that another process has left');
      return replaced(proactive, location, await answerAgain(sender, pressed, location));
    },

    /** Says how presses are answered; until then nothing is redeemed. */
    answerBy(how: Answering['answerAgain']): void {
      answerAgain = how;
    },
  };
};

export type Promising = ReturnType<typeof createPromising>;

const replaced = async (
  proactive: PromisingServices['proactive'],
  location: Location,
  card: Card,
): Promise<SendOutcome> => {
  const update = await proactive.update(location, card);
  if (update.ok) return { ok: true };
  const { status = 503 } = update;
  return { ok: false, outcome: status === 429 || status >= 500 ? 'unavailable' : 'failed', code: String(status) };
};

const promisable = (activity: Activity): { answered: Answered; press: PromisedPress } | undefined => {
  const [pressed, sender, location] = [pressOf(activity), senderOf(activity), locationOf(activity)];
  if (!pressed || !sender || location.inGroup || holdsCardNumber(JSON.stringify(pressed.data ?? null)))
    return undefined;
  const { tenantId, userId } = sender;
  const { conversationId, cardId } = location;
  const answered = { tenantId, userId, conversationId, words: `card:${cardId}` };
  return { answered, press: { sender, ...pressed, location } };
};
