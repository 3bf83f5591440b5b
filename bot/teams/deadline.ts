import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, InvokeResponse } from 'botbuilder';
import type { Logger } from 'pino';
import type { ButtonData, Card } from '../../cards/kit/card.ts';
import { textCard } from '../../cards/kit/text-card.ts';
import { localizerFor } from '../../locales/index.ts';
import { readPress } from '../conversation/press.ts';
import { sealed } from '../conversation/sealed-card.ts';
import type { Promised, Promising } from './answering/promising.ts';
import { senderOf } from './identity.ts';
import { INVOKES, isInvoke, locationOf, type Pressed, pressOf } from './incoming.ts';
import type { Location } from './location.ts';
import type { CardUpdate } from './proactive.ts';
import { cardOf, cardResponse, errorResponse, resultsResponse, takenResponse } from './replies.ts';

/** Milliseconds: an invoke that is not answered within 5 s is shown as failed, anything else delivered again after 15 s. */
const INVOKE_TAKES = 2_500;
const REST_TAKES = 12_000;

/** What noting a promise may take, so that the word itself is still in time. */
const NOTING_TAKES = 400;

interface LateAnswerServices {
  readonly update: (location: Location, card: Card) => Promise<CardUpdate>;
  /** Sees to it that a promised result comes; undefined where it cannot. */
  readonly promise: Promising['promise'];
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

/**
 * What Teams is answered: what the turn says, if it says it soon enough.
 * @param came when the request came (ms, by `performance.now`): what was looked up before the turn takes its time as well
 */
export type InTime = (
  activity: Activity,
  turn: Promise<InvokeResponse | undefined>,
  came?: number,
) => Promise<InvokeResponse | undefined>;

/**
 * Answers for a turn that takes too long, whatever it waits for. A press is answered with a card that says so, and the
 * answer then replaces that card by itself; in a group, where all would see it, a button asks for it, and the operation
 * id in its data keeps it from acting twice.
 */
export const createInTime =
  (services: LateAnswerServices): InTime =>
  async (activity, turn, came = performance.now()) => {
    const takes = isInvoke(activity) ? INVOKE_TAKES : REST_TAKES;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<true>((resolve) => {
      timer = setTimeout(resolve, Math.max(0, came + takes - performance.now()), true);
    });
    const isLate = await Promise.race([turn.then(() => false), late]).finally(() => clearTimeout(timer));
    if (!isLate) return turn;
    const promised = noted(services, activity);
    void finishLate(services, activity, { turn, promised });
    if (!isInvoke(activity)) return undefined;
    const isPromised = await Promise.race([promised.then(Boolean), sleep(NOTING_TAKES, false, { ref: false })]);
    return answerMeanwhile(activity, isPromised);
  };

const noted = async ({ promise, log }: LateAnswerServices, activity: Activity): Promise<Promised | undefined> =>
  promise(activity).catch((error: unknown) => {
    log.warn({ err: error }, 'A result that comes later was not noted');
    return undefined;
  });

/** A turn that goes on after it was answered for. */
interface LateTurn {
  readonly turn: Promise<InvokeResponse | undefined>;
  readonly promised: Promise<Promised | undefined>;
}

/** What fails here is left to whoever takes the promise over. */
const finishLate = async (
  { update, log }: LateAnswerServices,
  activity: Activity,
  { turn, promised }: LateTurn,
): Promise<void> => {
  try {
    const card = cardOf(await turn);
    const location = locationOf(activity);
    // Where the card cannot be replaced, its button stays as the way on.
    const updated = card && !location.inGroup ? await update(location, card) : undefined;
    const isKept = !updated || updated.ok || isForGood(updated);
    await (await promised)?.[isKept ? 'kept' : 'leave']();
  } catch (error) {
    log.error({ err: error, activityType: activity.type }, 'A turn failed after it had been answered for');
    (await promised)?.leave();
  }
};

const isForGood = ({ status = 503 }: { readonly status?: number | undefined }): boolean =>
  status !== 429 && status < 500;

const answerMeanwhile = (activity: Activity, comesByItself: boolean): InvokeResponse => {
  const press = pressOf(activity);
  if (press) return cardResponse(workingCard(activity, press, comesByItself));
  if (isInvoke(activity, INVOKES.search)) return resultsResponse([]);
  return isInvoke(activity, INVOKES.file) ? takenResponse() : errorResponse(500, 'TooLate');
};

/** The button repeats the press, and stays about its tenant. */
const workingCard = (activity: Activity, { verb, data }: Pressed, comesByItself: boolean): Card => {
  const sender = senderOf(activity);
  const { t } = localizerFor([sender?.locale]);
  const text = t(comesByItself ? 'working.text' : 'working.textAgain');
  const again = { title: t('working.again'), verb, data: readPress(data) as ButtonData | undefined };
  const card = textCard({ title: t('working.title'), text: [text] }, sender ? [again] : []);
  return sender ? sealed(card, { owner: sender.userId, tenant: undefined }) : card;
};
