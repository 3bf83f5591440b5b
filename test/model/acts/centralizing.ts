import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ProductId } from '../../../services/commerce/api/types.ts';
import { ADMIN, BILLING_ADMIN, PARTNER, PURCHASER } from '../world/beginning.ts';
import { tell, tellOfGain } from '../world/news.ts';
import { cannotHold, needs } from '../world/people.ts';
import { freeIn, isUsable, type ModelSubscription, note, subscriptionsOf, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, at, must, ownersOnly, product, refFor, sameIn, which } from './act.ts';

/** Who has the product by self-service, where the organization has it, and who lacks a license there. */
export const situation = (world: World, productId: ProductId) => {
  const usable = subscriptionsOf(world).filter((s) => s.productId === productId && isUsable(s));
  const purchases = usable.filter(({ source }) => source === 'self-service');
  const centrals = usable.filter(({ source }) => source === 'central');
  const all = [...new Set(purchases.flatMap(({ holders }) => [...holders.keys()]))];
  const lacking = all.filter((n) => !centrals.some(({ holders }) => holders.has(n)));
  const needing = lacking.filter((n) => !cannotHold(world, [n])).sort((a, b) => (`${a}` < `${b}` ? -1 : 1));
  const targets = centrals
    .filter(({ status }) => status === 'Active')
    .sort((a, b) => freeIn(b) - freeIn(a) || a.expiresAt - b.expiresAt || (a.ref < b.ref ? -1 : 1));
  const free = targets.reduce((sum, target) => sum + Math.max(0, freeIn(target)), 0);
  return { purchases, targets, all, lacking, needing, missing: Math.max(0, needing.length - free) };
};

export const assignEveryone = asking('centralizing', fc.tuple(product, asker), ([productId, n]) => {
  const by = askerOf(n, ADMIN);
  return {
    text: `give everybody who has ${productId} a central license`,
    by,
    once: true,
    call: (commerce, actor, intent) => commerce.assignEveryone(actor, productId, intent),
    refusals: (world) => {
      const { targets, missing } = situation(world, productId);
      return [
        needs(world, by, 'assign-centrally'),
        !world.products.has(productId) && 'no-such-product',
        targets.length === 0 && 'target-not-active',
        missing > 0 && 'no-seats',
      ];
    },
    happens: (world, done) => {
      const { targets, all, lacking, needing } = situation(world, productId);
      const counts = [done.added, done.already, done.unassignable];
      assert.deepEqual(counts, [needing.length, all.length - lacking.length, lacking.length - needing.length]);
      const rest = [...needing];
      for (const target of targets) give(world, target, rest.splice(0, Math.max(0, freeIn(target))), by);
    },
  };
});

const give = (world: World, target: ModelSubscription, people: readonly number[], by: number): void => {
  for (const n of people) target.holders.set(n, world.now);
  for (const n of people) tellOfGain(world, target, n, by);
  if (people.length > 0) note(world, by, 'assign-licenses', target.ref);
};

/** One who was asked and has not answered is not asked again. */
const ask = (world: World, s: ModelSubscription, by: number): boolean => {
  if (s.purchaser === null || world.asked.get(s.ref)?.answer === null) return false;
  world.asked.set(s.ref, { by, answer: null });
  tell(world, { kind: 'cancel-asked', to: s.purchaser, subject: s.ref });
  note(world, by, 'ask-to-cancel', s.ref);
  return true;
};

const admin = anyOf(ADMIN, BILLING_ADMIN, PARTNER);

export const askToCancel = asking('centralizing', fc.tuple(product, asker, admin), ([productId, n, rightful]) => {
  const by = askerOf(n, rightful);
  return {
    text: `ask all who bought ${productId} to cancel`,
    by,
    once: true,
    call: (commerce, actor, intent) => commerce.askToCancel(actor, productId, intent),
    refusals: (world) => [needs(world, by, 'take-over'), !world.products.has(productId) && 'no-such-product'],
    happens: (world, refs) => {
      const asked = situation(world, productId).purchases.filter((s) => ask(world, s, by));
      assert.deepEqual([...refs].sort(), asked.map(({ ref }) => ref).sort());
    },
  };
});

export const askOneToCancel = asking(
  'centralizing',
  fc.tuple(which, asker, admin),
  ([position, n, rightful], before) => {
    const s = at(before, position, 'self-service');
    const by = askerOf(n, rightful);
    return {
      text: `ask for ${refFor(s)} to be canceled`,
      by,
      call: (commerce, actor, intent) => commerce.askOneToCancel(actor, refFor(s), intent),
      refusals: (world) => {
        const now = sameIn(world, s);
        return [
          needs(world, by, 'take-over'),
          !now && 'no-such-subscription',
          now?.source === 'central' && 'source-not-self-service',
          now?.status === 'Deleted' && 'source-deleted',
        ];
      },
      happens: (world, { asked }) => assert.equal(asked, ask(world, must(sameIn(world, s)), by)),
    };
  },
);

export const answerRequest = asking(
  'centralizing',
  fc.tuple(which, asker, anyOf<'kept' | 'canceled'>('kept', 'kept', 'canceled')),
  ([position, n, answer], before) => {
    const open = [...before.asked.keys()];
    const s =
      position < 20 && open.length > 0
        ? before.subscriptions.get(open[position % open.length] ?? '')
        : at(before, position);
    const by = askerOf(n, s?.purchaser ?? PURCHASER);
    return {
      text: `answer for ${refFor(s)}: ${answer}`,
      by,
      call: (commerce, actor, intent) => commerce.answerCancelRequest(actor, refFor(s), answer, intent),
      refusals: (world) => {
        const now = sameIn(world, s);
        return [
          ...ownersOnly(world, now && { ...now, move: undefined }, by, false),
          answer === 'canceled' && now?.status !== 'Deleted' && 'not-active',
          !world.asked.has(refFor(s)) && 'no-such-request',
        ];
      },
      happens: (world, done) => {
        const request = must(world.asked.get(refFor(s)));
        assert.equal(done.answer, request.answer ?? answer);
        if (request.answer) return;
        request.answer = answer;
        tell(world, { kind: 'cancel-answered', to: request.by, subject: refFor(s) });
        note(world, by, 'answer-cancel-request', refFor(s));
      },
    };
  },
);
