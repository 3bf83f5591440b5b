import type { Line } from '../../../cards/kit/text-card.ts';
import type { SpokenCommandName } from '../../../locales/index.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../command.ts';
import { menuLine } from '../command-texts.ts';
import { subscriptionLine } from '../naming/named-subscription.ts';
import { isOffered } from '../permission.ts';

/** Of the commands that a sentence may have been about, and of somebody's own things. */
const MOST_CLOSEST = 2;
const MOST_OWN = 2;

/**
 * What somebody is likeliest to look for whose sentence means nothing here: what it sounds like, and what waits for them or
 * is theirs. A whole group sees only the former, and always help.
 */
export const likelyLines = async (closest: readonly SpokenCommandName[], context: CommandContext): Promise<Line[]> => {
  const { commands, localizer, location } = context;
  const close = closest.filter((name) => isOffered(context, commands[name])).slice(0, MOST_CLOSEST);
  const own = location.inGroup ? { lines: [], names: [] } : await ownThings(context);
  const names = [...new Set([...close, ...own.names, 'help'] as const)];
  const help = names.indexOf('help');
  return [
    ...names.slice(0, close.length).map((name) => menuLine(name, localizer)),
    ...own.lines,
    ...names.slice(close.length, help).map((name) => menuLine(name, localizer)),
    menuLine('help', localizer),
  ];
};

interface OwnThings {
  readonly lines: readonly Line[];
  readonly names: readonly SpokenCommandName[];
}

const ownThings = async (context: CommandContext): Promise<OwnThings> => {
  const { actor } = context;
  const [waiting, bought] = await Promise.all([hasRequestsWaiting(context), ownSubscriptions(context)]);
  const overview: SpokenCommandName[] = may(actor, 'see-purchases') ? ['subscriptions', 'licenses'] : [];
  const member: SpokenCommandName[] = may(actor, 'see-own') && overview.length === 0 ? ['my-licenses'] : [];
  return { lines: bought, names: [...(waiting ? (['requests'] as const) : []), ...overview, ...member] };
};

const hasRequestsWaiting = async ({ actor, commerce }: CommandContext): Promise<boolean> =>
  may(actor, 'decide-requests') && (await commerce.listRequests(actor, 'pending', { limit: 1 })).items.length > 0;

const ownSubscriptions = async ({ actor, commerce, localizer }: CommandContext): Promise<Line[]> => {
  if (!may(actor, 'see-own')) return [];
  const { items } = await commerce.listOwnSubscriptions(actor, { limit: MOST_OWN });
  return items.map((item) => subscriptionLine(item, { verb: 'subscription' }, localizer));
};
