import type { Redis } from '../../services/redis/client.ts';
import type { GenerationKeys } from '../../services/redis/keys.ts';
import { cardOf, userId } from '../support/tenants/small-tenant.ts';
import { CENTRAL, EXPIRED, OWN } from './world.ts';

/** What makes a plan late: what it was made from is no longer so, while nothing else says so. */
export interface LatePlan {
  /** Name of an act in ACTS. */
  readonly act: string;
  readonly when: string;
  readonly change: (redis: Redis, keys: GenerationKeys) => Promise<unknown>;
  /** The refusal of the script; for one that goes on with less, what its answer contains. */
  readonly answer: RegExp;
}

const STALE = /"refused":"stale"/;

const set =
  (key: (keys: GenerationKeys) => string, field: string, value: string): LatePlan['change'] =>
  (redis, keys) =>
    redis.hSet(key(keys), field, value);

const own = (keys: GenerationKeys) => keys.subscription(OWN);
const central = (keys: GenerationKeys) => keys.subscription(CENTRAL);
const move = (keys: GenerationKeys) => keys.move(OWN);
const late = (act: string, when: string, change: LatePlan['change'], answer = STALE): LatePlan => ({
  act,
  when,
  change,
  answer,
});

/** A change of a subscription that comes too late in each of the ways there are. */
const changes = (act: string, key: (keys: GenerationKeys) => string): LatePlan[] => [
  late(act, 'it has another version', set(key, 'version', '99')),
  late(act, 'it is Deleted', set(key, 'status', 'Deleted')),
  late(act, 'it is being moved', set(key, 'moving', 'a-move')),
];

const steps = (act: string): LatePlan[] => [
  late(act, 'it is another move', set(move, 'id', 'another'), /"refused":"no-such-move"/),
  late(act, 'the move rests', set(move, 'state', 'stopped')),
  late(act, 'the step has been done', set(move, 'step', '9')),
];

/** Somebody has paid the invoice that a credit was to settle, or it is not there. */
const paidMeanwhile = (act: string): LatePlan[] => [
  late(act, 'its invoice is another version', async (redis, keys) => {
    const [id = '', json = ''] = Object.entries(await redis.hGetAll(keys.invoices(userId(1))))[0] ?? [];
    await redis.hSet(keys.invoices(userId(1)), id, JSON.stringify({ ...JSON.parse(json), version: 2 }));
  }),
  late(act, 'its invoice is gone', (redis, keys) => redis.del(keys.invoices(userId(1)))),
];

/** For each check of each script, what it is there for. */
export const LATE_PLANS: readonly LatePlan[] = [
  late('assign', 'it is being moved', set(own, 'moving', 'a-move')),
  late('assign', 'it is Disabled', set(own, 'status', 'Disabled')),
  late('assign', 'it is Deleted', set(own, 'status', 'Deleted')),
  late('assign to the version seen', 'it has another version', set(own, 'version', '99')),
  late('assign', 'its licenses are gone', set(own, 'quantity', '3'), /"refused":"no-seats"/),
  late('unassign', 'it is gone', (redis, keys) => redis.del(own(keys))),
  late('unassign', 'it is Deleted', set(own, 'status', 'Deleted')),
  late('unassign', 'it is being moved', set(own, 'moving', 'a-move')),
  late('unassign from the version seen', 'it has another version', set(own, 'version', '99')),
  ...changes('stop renewing', own),
  ...changes('buy more', own),
  ...changes('reactivate', (keys) => keys.subscription(EXPIRED)),
  ...changes('cancel', own),
  ...changes('take over and cancel', own),
  ...paidMeanwhile('cancel what is not paid'),
  ...paidMeanwhile('remove licenses that are not paid'),
  ...paidMeanwhile('end a move of what is not paid'),
  late('buy', 'the policy is another', (redis, keys) => redis.set(keys.policies, '{}')),
  late('buy', 'its reference is taken', (redis, keys) => redis.hSet(keys.subscription('S-1004' as never), 'ref', 'x')),
  late('begin a move', 'the source has another version', set(own, 'version', '99')),
  late('begin a move', 'the target has another version', set(central, 'version', '99')),
  late('begin a move', 'the source is being moved', set(own, 'moving', 'a-move')),
  ...steps('carry a move on'),
  late('carry a move on', 'the target is Disabled', set(central, 'status', 'Disabled'), /"stoppedBecause":"target-not/),
  late('carry a move on', 'the target is full', set(central, 'quantity', '2'), /"stoppedBecause":"no-seats"/),
  ...steps('end a move'),
  late('end a move', 'the source has another version', set(own, 'version', '99')),
  late('end a move', 'somebody is left', (redis, keys) => redis.zAdd(keys.seats(OWN), { score: 1, value: userId(7) })),
  ...steps('take people back'),
  late('take people back', 'the source is full', set(own, 'quantity', '0'), /"stoppedBecause":"no-seats"/),
  late('undo a move', 'it is another move', set(move, 'id', 'another'), /"refused":"no-such-move"/),
  late('undo a move', 'it has ended', set(move, 'state', 'finished'), /"refused":"move-over"/),
  late('release the licenses of many people', 'that has been done', set(own, 'releasing', '')),
  late('release the licenses of many people', 'a step has been done', set(own, 'assigned', '3')),
  late('change the policy', 'it has another version', (redis, keys) => redis.set(keys.policies, '{"version":9}')),
  late('edit a card', 'it is gone', (redis, keys) => redis.del(keys.paymentMethods(userId(1)))),
  late('make a billing profile', 'its card is gone', (redis, keys) => redis.del(keys.paymentMethods(userId(1)))),
  late('take a card off file', 'a profile pays with it', async (redis, keys) => {
    const cards = await redis.hKeys(keys.paymentMethods(userId(1)));
    const paymentMethodId = cards.find((id) => id !== cardOf(userId(1)));
    await redis.hSet(keys.billingProfiles(userId(1)), 'new', JSON.stringify({ paymentMethodId }));
  }),
];
