import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Move } from '../../../services/commerce/api/moves.ts';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import type { FollowedCards } from '../../../services/conversations/followed-cards.ts';
import type { Preferences } from '../../../services/conversations/preferences.ts';
import type { Jobs } from '../../../services/jobs/index.ts';
import type { Job, JobContext, RunAgain } from '../../../services/jobs/job.ts';
import type { RedisLog } from '../../../services/redis/client.ts';
import type { Follow, FollowedCard } from '../../conversation/ports.ts';
import { sealed } from '../../conversation/sealed-card.ts';
import { loadViewer, type Viewer, withCustomerBanner } from '../../conversation/viewer.ts';
import type { Proactive } from '../../teams/proactive.ts';
import { moveCard } from './move-cards.ts';
import { isUnderWay, shownOf } from './move-view.ts';

const NAME = 'follow-move';
/** Milliseconds from one look to the next: a card is replaced once a second at most. */
const PAUSE = 1_000;
/** The same of a move that takes long: Teams takes 1,800 messages an hour in one conversation. */
const LONG_PAUSE = 3_000;
const LOOKS_BEFORE_LONG = 120;

/** Follows by a job, so that it goes on when this process has ended; what it needs is kept where no queue can lose it. */
export const followingBy =
  (jobs: Pick<Jobs, 'put'>, kept: FollowedCards, log: RedisLog): Follow =>
  async (followed) => {
    const { tenantId, userId, move } = followed;
    await kept
      .keep(tenantId, keptAs(followed), followed)
      .then(() => jobs.put(jobFor(followed)))
      .catch((error: unknown) => {
        log.warn({ err: error, tenantId, userId, move }, 'A card does not follow its move');
      });
  };

/** Has every card of a tenant followed that is to be, where its job is gone; where it is there, nothing changes. */
export const followAgain = async (kept: FollowedCards, put: Jobs['put'], tenantId: TenantId): Promise<void> => {
  for (const followed of await kept.of(tenantId)) await put(jobFor(followed as FollowedCard));
};

const keptAs = ({ userId, move, cardId }: FollowedCard): string => [userId, move, cardId].join('/');

const jobFor = (followed: FollowedCard) => {
  const { tenantId, userId, move, cardId } = followed;
  return { name: NAME, ids: [tenantId, userId, move, cardId], data: followed, delay: PAUSE };
};

interface Parts {
  readonly preferences: Preferences;
  readonly update: Proactive['update'];
  readonly kept: FollowedCards;
}

/** Replaces the card of a move whenever there is news of it, until the move has ended. One look in each run. */
export const followMove = (parts: Parts): Job<FollowedCard> => ({
  name: NAME,
  async run(context, followed): Promise<RunAgain | undefined> {
    const again = await look(parts, context, followed);
    if (!again) await parts.kept.drop(followed.tenantId, keptAs(followed));
    return again;
  },
  giveUp: (_context, followed) => parts.kept.drop(followed.tenantId, keptAs(followed)),
});

const look = async (parts: Parts, context: JobContext, followed: FollowedCard): Promise<RunAgain | undefined> => {
  const { source, looks } = followed;
  const { home, tenantId, userId, locale } = followed;
  const viewers = { commerce: context.commerce, preferences: parts.preferences };
  const viewer = await loadViewer(viewers, { tenantId: home, userId, locale }, tenantId).catch(onlyRefused);
  const move = viewer && (await context.commerce.getMove(viewer.actor, source).catch(onlyRefused));
  if (!move || move.id !== followed.move) return undefined;
  const shown = shownOf(move);
  if (shown !== followed.shown && !(await showMove(parts, context, { followed, viewer, move }))) return undefined;
  const after = looks < LOOKS_BEFORE_LONG ? PAUSE : LONG_PAUSE;
  return isUnderWay(move) ? { data: { ...followed, shown, looks: looks + 1 }, after } : undefined;
};

/** Who may not look any more, or finds nothing, has nothing to be shown. */
const onlyRefused = (error: unknown): undefined => void refusalReason(error);

/** Statuses that say for good that the card or the conversation is not there. */
const GONE: readonly (number | undefined)[] = [403, 404];

/**
 * Whether the card is there and tells it now.
 * @throws {Error} where the channel may take it later
 */
const showMove = async (
  { update }: Parts,
  { commerce, log }: JobContext,
  { followed, viewer, move }: { readonly followed: FollowedCard; readonly viewer: Viewer; readonly move: Move },
): Promise<boolean> => {
  const { tenantId, userId } = followed;
  const card = withCustomerBanner(viewer, await moveCard({ ...viewer, commerce }, move));
  const outcome = await update(followed, sealed(card, { owner: userId, tenant: tenantId, operations: commerce }));
  if (outcome.ok) return true;
  if (!GONE.includes(outcome.status))
    throw new Error(`The channel did not take a card: ${outcome.status ?? 'no answer'}`);
  log.info({ tenantId, userId, move: move.id, status: outcome.status }, 'The card of a move is gone');
  return false;
};
