import type { ProductId } from '../../../services/commerce/api/types.ts';
import { cannotHold, isKnown, mayDo, personIn } from './people.ts';
import { held } from './policy.ts';
import { givesAccess, type ModelSubscription, type News, subscriptionsOf, type World } from './world.ts';

/** What goes out by mail as well. */
const MAILED: ReadonlySet<string> = new Set([
  'subscription-canceled',
  'subscription-moved',
  'ends-soon',
  'invoice-due',
  'invoice-overdue',
  'card-expires',
  'request-made',
  'request-decided',
]);

export const tell = (world: World, news: News): void => {
  world.news.push(news);
};

/** Somebody no longer has a license of a subscription. */
export const tellOfLoss = (world: World, s: ModelSubscription, n: number, cause: string, by?: number): void => {
  tell(world, { kind: 'license-lost', to: n, subject: s.ref, by, lost: { productId: s.productId, ref: s.ref, cause } });
};

export const tellOfGain = (world: World, { ref }: ModelSubscription, n: number, by?: number): void => {
  tell(world, { kind: 'license-gained', to: n, subject: ref, by });
};

/** Who hears what of the news so far, as things stand now: a line for each card and mail. The news are over then. */
export const heard = (world: World): string[] => {
  const news = world.news.splice(0);
  return news.flatMap((each) => audience(world, each).flatMap((n) => linesFor(world, each, n))).sort();
};

const audience = (world: World, { to }: News): number[] => {
  if (typeof to === 'number') return [to];
  const right = to === 'admins' ? 'change-policy' : 'decide';
  return [...world.people.keys()].filter((n) => mayDo(world, n, right));
};

const linesFor = (world: World, news: News, n: number): string[] => {
  const { kind, subject, by } = news;
  const isSilent = by === n || !isKnown(world, n) || !personIn(world, n).enabled || world.muted.has(`${n} ${kind}`);
  if (isSilent || !isTheirs(world, news, n) || !isWorthTelling(world, news, n)) return [];
  const line = `${kind} ${subject} to ${n}`;
  return MAILED.has(kind) && personIn(world, n).mail ? [`${line} by card`, `${line} by mail`] : [`${line} by card`];
};

/** What only whoever may still see it hears of: nobody who has become a guest, or has lost the role that it takes. */
const isTheirs = (world: World, { kind, to }: News, n: number): boolean => {
  if (kind.startsWith('license-')) return true;
  if (kind.startsWith('move-') || kind === 'cancel-answered') return mayDo(world, n, 'take-over');
  return typeof to !== 'number' || mayDo(world, n, 'own');
};

/** A loss is told where no other license of the product is left, or where the organization's takes its place. */
const isWorthTelling = (world: World, { kind, subject, lost, moved }: News, n: number): boolean => {
  // It may have gone again, or been blocked, before anybody was told.
  if (kind === 'product-appeared')
    return world.products.has(subject as ProductId) && held(world.policy, subject) !== 'Disabled';
  if (moved) return !moved.some((ref) => isPurchaser(world, ref, n));
  if (kind !== 'license-lost' || !lost) return true;
  if (lost.cause !== 'ended' && isPurchaser(world, lost.ref, n)) return false;
  const others = subscriptionsOf(world).filter(
    (s) => s.productId === lost.productId && givesAccess(world, s) && s.holders.has(n),
  );
  return others.length === 0 || (others.some((s) => s.source === 'central') && lost.cause !== 'unassigned');
};

/** The purchaser hears what became of the subscription, which says it all. */
const isPurchaser = (world: World, ref: string, n: number): boolean =>
  world.subscriptions.get(ref)?.purchaser === n && !cannotHold(world, [n]);
