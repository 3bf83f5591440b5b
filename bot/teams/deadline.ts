import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, InvokeResponse } from 'botbuilder';
import type { Logger } from 'pino';
import type { ButtonData, Card } from '../../cards/kit/card.ts';
import { textCard } from '../../cards/kit/text-card.ts';
import { localizerFor } from '../../locales/index.ts';
import { readPress } from '../conversation/press.ts';
import { sealed } from '../conversation/sealed-card.ts';
import { senderOf } from './identity.ts';
import { INVOKES, isInvoke, locationOf, pressOf } from './incoming.ts';
import type { Location } from './location.ts';
import { cardOf, cardResponse, errorResponse, resultsResponse, takenResponse } from './replies.ts';

/** Milliseconds: an invoke that is not answered within 5 s is shown as failed, anything else delivered again after 15 s. */
const INVOKE_TAKES = 2_500;
const REST_TAKES = 12_000;

interface LateAnswerServices {
  readonly update: (location: Location, card: Card) => Promise<unknown>;
  readonly log: Pick<Logger, 'error'>;
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
    const waiting = new AbortController();
    const takes = isInvoke(activity) ? INVOKE_TAKES : REST_TAKES;
    const late = sleep(Math.max(0, came + takes - performance.now()), true, { signal: waiting.signal }).catch(
      () => false,
    );
    const isLate = await Promise.race([turn.then(() => false), late]).finally(() => waiting.abort());
    if (!isLate) return turn;
    void finishLate(services, activity, turn);
    return isInvoke(activity) ? answerMeanwhile(activity) : undefined;
  };

const finishLate = async (
  { update, log }: LateAnswerServices,
  activity: Activity,
  turn: Promise<InvokeResponse | undefined>,
): Promise<void> => {
  try {
    const card = cardOf(await turn);
    const location = locationOf(activity);
    // Where the card cannot be replaced, its button stays as the way on.
    if (card && !location.inGroup) await update(location, card);
  } catch (error) {
    log.error({ err: error, activityType: activity.type }, 'A turn failed after it had been answered for');
  }
};

const answerMeanwhile = (activity: Activity): InvokeResponse => {
  const press = pressOf(activity);
  if (press) return cardResponse(workingCard(activity, press));
  if (isInvoke(activity, INVOKES.search)) return resultsResponse([]);
  return isInvoke(activity, INVOKES.file) ? takenResponse() : errorResponse(500, 'TooLate');
};

/** The button repeats the press, and stays about its tenant. */
const workingCard = (activity: Activity, { verb, data }: NonNullable<ReturnType<typeof pressOf>>): Card => {
  const sender = senderOf(activity);
  const { inGroup } = locationOf(activity);
  const { t } = localizerFor([sender?.locale]);
  const text = t(inGroup ? 'working.textGroup' : 'working.text');
  const again = { title: t('working.again'), verb, data: readPress(data) as ButtonData | undefined };
  const card = textCard({ title: t('working.title'), text: [text] }, sender ? [again] : []);
  return sender ? sealed(card, { owner: sender.userId, tenant: undefined }) : card;
};
