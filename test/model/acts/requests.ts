import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BLOCKED, userId } from '../../support/tenants/small-tenant.ts';
import { ADMIN, LICENSE_ADMIN, MEMBER, PURCHASER, USER_ADMIN } from '../world/beginning.ts';
import { monthsLater } from '../world/calendar.ts';
import { tell } from '../world/news.ts';
import { cannotHold, needs } from '../world/people.ts';
import { type ModelRequest, note, type World } from '../world/world.ts';
import { anyOf, asker, askerOf, asking, must, people, product, type Reason } from './act.ts';
import { mayPurchase } from './buying.ts';

/** Kept for twelve months. */
const isForgotten = (world: World, { at }: ModelRequest): boolean => at < monthsLater(world.now, -12);

const kept = (world: World, id: string): ModelRequest | undefined =>
  world.requests.find((each) => each.id === id && !isForgotten(world, each));

export const requestLicense = asking(
  'requests',
  fc.tuple(fc.oneof(product, fc.constant(BLOCKED)), people, asker, anyOf(PURCHASER, MEMBER, LICENSE_ADMIN)),
  ([productId, users, n, rightful]) => {
    const by = askerOf(n, rightful);
    return {
      text: `request ${productId} for ${users}`,
      by,
      call: (commerce, actor, intent) =>
        commerce.requestLicense(actor, { productId, forUserIds: users.map(userId) }, intent),
      refusals: (world) => {
        const found = world.products.get(productId);
        return [
          needs(world, by, 'request'),
          users.length === 0 && 'nothing-asked',
          !found && 'no-such-product',
          found?.closedHere && 'cannot-buy',
          mayPurchase(world, by, productId) && 'can-buy',
          cannotHold(world, users) && 'not-assignable-people',
        ];
      },
      happens: (world, { request: id }) => {
        world.requests.push({ id, by, for: users, productId, at: world.now, status: 'pending' });
        tell(world, { kind: 'request-made', to: 'deciders', subject: id });
        note(world, by, 'request-license', id);
      },
    };
  },
);

/** One of the requests, or one that nobody has made. */
const named = ({ requests }: World, position: number): string =>
  (position === 7 ? undefined : requests.at(-1 - (position % Math.max(1, requests.length))))?.id ?? 'none';

/** Why a request can no longer be decided or taken back. */
const settledAlready = (request: ModelRequest | undefined): Reason[] => [
  !request && 'no-such-request',
  request?.status === 'withdrawn' && 'request-withdrawn',
  (request?.status === 'approved' || request?.status === 'denied') && 'already-decided',
];

const decision = fc.tuple(fc.nat({ max: 7 }), anyOf<'approved' | 'denied'>('approved', 'denied'));

export const decide = asking(
  'requests',
  fc.tuple(fc.array(decision, { minLength: 1, maxLength: 2 }), asker, anyOf(ADMIN, LICENSE_ADMIN, USER_ADMIN)),
  ([drawn, n, rightful], before) => {
    const by = askerOf(n, rightful);
    // Of two decisions about one request the last counts.
    const wanted = new Map(drawn.map(([position, outcome]) => [named(before, position), outcome]));
    const decisions = drawn.map(([position, outcome]) => ({ request: named(before, position), decision: outcome }));
    return {
      text: `decide ${JSON.stringify([...wanted])}`,
      by,
      call: (commerce, actor, intent) => commerce.decideRequests(actor, decisions, intent),
      refusals: (world) => [
        needs(world, by, 'decide'),
        ...[...wanted.keys()].flatMap((id) => settledAlready(kept(world, id))),
      ],
      happens: (world, { decided }) => {
        assert.deepEqual([...decided].sort(), [...wanted.keys()].sort());
        for (const [id, outcome] of wanted) settle(world, must(kept(world, id)), outcome, by);
        note(world, by, 'decide-requests', 'license-requests');
      },
    };
  },
);

/** Whom it is from and whom it is for are told, each once. */
const settle = (world: World, request: ModelRequest, outcome: 'approved' | 'denied', by: number): void => {
  request.status = outcome;
  for (const n of new Set([request.by, ...request.for]))
    tell(world, { kind: 'request-decided', to: n, subject: request.id, by });
};

export const withdraw = asking('requests', fc.tuple(fc.nat({ max: 7 }), asker), ([position, n], before) => {
  const id = named(before, position);
  const by = askerOf(n, kept(before, id)?.by ?? MEMBER);
  return {
    text: `withdraw request ${id}`,
    by,
    call: (commerce, actor, intent) => commerce.withdrawRequest(actor, id, intent),
    refusals: (world) => {
      const request = kept(world, id);
      const isTheirs = request?.by === by;
      return [
        needs(world, by, 'request'),
        !isTheirs && 'no-such-request',
        ...(isTheirs ? settledAlready(request) : []),
      ];
    },
    happens: (world) => {
      must(kept(world, id)).status = 'withdrawn';
      note(world, by, 'withdraw-request', id);
    },
  };
});
