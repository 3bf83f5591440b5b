import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, TurnContext } from 'botbuilder';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Button, ButtonData, Card } from '../../cards/kit/card.ts';
import { textCard } from '../../cards/kit/text-card.ts';
import { localizerFor } from '../../locales/index.ts';
import type { Preferences } from '../../services/conversations/preferences.ts';
import type { Aside, FairQueue } from '../../services/limits/fair-queue.ts';
import type { Limits } from '../../services/limits/limiter.ts';
import type { Excess } from '../../services/limits/limits.ts';
import { readPress } from '../conversation/press.ts';
import { refusalWords } from '../conversation/refusals/refusal-card.ts';
import { type Sender, senderOf } from './identity.ts';
import { INVOKES, isInvoke, pressOf } from './incoming.ts';
import { cardResponse, errorResponse, respond, resultsResponse, sendCard } from './replies.ts';

type OnTurn = (context: TurnContext) => Promise<unknown>;

interface GateParts {
  /** The lines of the tenants. */
  readonly queue: FairQueue;
  readonly limits: Pick<Limits, 'take'>;
  readonly preferences: Pick<Preferences, 'choices'>;
}

/** Milliseconds that somebody waits for another refusal, up to twice: who asks without end is slowed down. */
const HELD = 1_000;

/** Seconds after which a person is told again that there is too much of their tenant. */
const TOLD_AGAIN = 10;

/** Until there is room in a line of turns again, about. Milliseconds. */
const LINE_PASSES = 10_000;

/**
 * Lets turns through: so many of a person and of a tenant in a while, and no tenant at the expense of another one. Who
 * is refused is told when to come back; of further messages they are told nothing.
 */
export const createTurnGate = ({ queue, limits, preferences }: GateParts, turn: OnTurn): OnTurn => {
  const told = new RateLimiterMemory({ points: 1, duration: TOLD_AGAIN });
  const refuse = async (context: TurnContext, sender: Sender, excess: Excess): Promise<void> => {
    // That everybody's is reached is news to each of them.
    const isNews = excess.limit === 'tenant-turns' ? told.consume(sender.userId) : excess.first;
    const first = await Promise.resolve(isNews).then(Boolean, () => false);
    await refuseTurn(preferences, context, sender, { ...excess, first });
  };
  return async (context) => {
    const sender = senderOf(context.activity);
    const excess =
      sender && (await limits.take(sender, isSearch(context.activity) ? 'searches' : 'turns', 'tenant-turns'));
    if (excess) return refuse(context, sender, excess);
    const { tenantId: key = '', userId: person = '' } = sender ?? {};
    const ran = await queue.run({ key, person }, (aside) => {
      context.turnState.set(ASIDE, aside);
      // The channel takes its time with what is sent to it; the answer of an invoke is not sent.
      if (context.activity.type !== 'invoke') context.onSendActivities((_context, _sent, send) => aside(send));
      return turn(context);
    });
    if (!ran && sender) await refuse(context, sender, LINE_IS_FULL);
  };
};

const ASIDE = Symbol('aside');

/** How the place of a turn is left to others meanwhile; undefined where it has none. */
export const asideOf = ({ turnState }: Pick<TurnContext, 'turnState'>): Aside | undefined => turnState.get(ASIDE);

const LINE_IS_FULL: Excess = { limit: 'tenant-turns', waitMs: LINE_PASSES, first: true };

const isSearch = (activity: Partial<Activity>): boolean => isInvoke(activity, INVOKES.search);

/** An invoke is always answered; without an answer it would look as if the bot were broken. */
const refuseTurn = async (
  preferences: GateParts['preferences'],
  context: TurnContext,
  sender: Sender,
  excess: Excess,
): Promise<void> => {
  // Not all at once again.
  if (!excess.first) await sleep(HELD * (1 + Math.random()));
  const { activity } = context;
  if (activity.type === 'message' && !excess.first) return;
  if (isSearch(activity)) return respond(context, resultsResponse([]));
  const press = pressOf(activity);
  if (isInvoke(activity) && !press) return respond(context, errorResponse(429, 'TooManyRequests'));
  const chosen = await preferences.choices(sender).catch(() => undefined);
  const card = excessCard(excess, [chosen?.language, sender.locale], press);
  if (press) await respond(context, cardResponse(card));
  else if (activity.type === 'message') await sendCard(context, card);
};

/** The button repeats the press as it was, whoever the pressed card was for. */
const excessCard = (
  excess: Excess,
  languages: readonly (string | undefined)[],
  press: ReturnType<typeof pressOf>,
): Card => {
  const localizer = localizerFor(languages);
  const { title, text } = refusalWords({ code: 'limit-reached', ...excess }, localizer);
  const data = press && (readPress(press.data) as ButtonData | undefined);
  const again: Button[] =
    press && data ? [{ title: localizer.t('buttons.tryAgain'), verb: press.verb as Button['verb'], data }] : [];
  return textCard({ title, text: [text] }, again);
};
