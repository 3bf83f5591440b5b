import assert from 'node:assert/strict';
import { allows } from '../../bot/conversation/permission.ts';
import { ANYONE } from '../../bot/conversation/sealed-card.ts';
import { commands } from '../../bot/features/index.ts';
import type { CommandName } from '../../locales/index.ts';
import type { Actor, SubscriptionRef } from '../../services/commerce/api/types.ts';
import { may } from '../../services/commerce/index.ts';
import type { Redis } from '../../services/redis/client.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { tamperings } from '../support/attack/tampering.ts';
import { actionsOf, type Conversation, readCard, startConversation } from '../support/chat/conversation.ts';
import { inputsOf } from '../support/chat/fields.ts';
import { freshTenantId, testRedis } from '../support/redis/redis.ts';
import { stateOf } from '../support/redis/snapshot.ts';

/** `ATTACK=long`, as `npm run test:attack` sets it, tries every way on every card, and not some on each. */
const isLong = process.env['ATTACK'] === 'long';

/** What leads to a card that confirms something. */
interface Asked {
  readonly who: string;
  readonly text: string;
  /** The command that is pressed next, for the same product. */
  readonly via?: CommandName;
  /** What is filled in, other than the card has it. */
  readonly filled?: (inputs: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

const because = () => ({ reason: 'other' });
const ASKED: readonly Asked[] = [
  { who: 'Megan', text: 'buy 2 Power BI Pro' },
  { who: 'Adele', text: 'buy 2 Power BI Pro' },
  { who: 'Megan', text: 'cancel S-1001', filled: because },
  { who: 'Adele', text: 'cancel S-1003', filled: because },
  { who: 'Adele', text: 'move users from S-1003 to C-2002' },
  { who: 'Adele', text: 'block Visio Plan 2' },
  { who: 'Alex', text: 'policies', filled: () => ({ 'product:CFQ7TTC0HD32': 'Disabled' }) },
  { who: 'Megan', text: 'set S-1001 to 8 licenses' },
  { who: 'Megan', text: 'turn off recurring billing S-1001' },
  { who: 'Megan', text: 'pay invoice G-240903' },
  { who: 'Lynne', text: 'assign C-2001 to Grady Archie' },
  { who: 'Megan', text: 'unassign Lee Gu from S-1001' },
  { who: 'Lee', text: 'request Copilot', filled: () => ({ message: 'please' }) },
  {
    who: 'Lynne',
    text: 'requests',
    filled: (inputs) => Object.fromEntries(Object.keys(inputs).map((id) => [id, id === 'message' ? '' : 'approved'])),
  },
  { who: 'Adele', text: 'centralize Power BI Pro', via: 'assign-everyone' },
  { who: 'Adele', text: 'centralize Power BI Pro', via: 'ask-to-cancel' },
];

/** Everybody who tries: the owner's equals, those with more rights and those with none. */
const OTHERS = ['Adele', 'Lee', 'Ben', 'Debra'];

/** One of many attempts. */
interface Way {
  readonly who: string;
  readonly how: string;
  /** That of the card, if not given. */
  readonly verb?: string;
  readonly change: (data: Press['data']) => Press['data'];
}

interface Press {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An act as the audit trail has it. */
interface Acted {
  readonly act: string;
  readonly by: string;
  readonly subject: string;
}

describe('A press that somebody has tampered with', function () {
  this.timeout(600_000);
  let redis: Redis;
  let chat: Conversation;
  const tally = { tried: 0, accepted: 0 };
  const elsewhere = freshTenantId();

  before(async () => {
    redis = await testRedis();
  });
  after(() => {
    process.stdout.write(`      ${tally.tried} presses tried, ${tally.accepted} done by the right of who pressed\n`);
  });

  const acts = async (): Promise<Acted[]> => {
    const entries = await redis.xRange(tenantKeys(chat.tenantId).audit, '-', '+');
    return (entries ?? []).map(({ message }) => JSON.parse(message['entry'] ?? '{}'));
  };
  /** Without questions that are open: each press ends one. */
  const stored = async () => {
    const { strings, ...state } = await stateOf(redis, chat.tenantId);
    return { ...state, strings: new Map([...strings].filter(([key]) => !key.includes(':pending:'))) };
  };
  const actorOf = async (who: string): Promise<Actor | undefined> =>
    chat.commerce.getVisitor(chat.tenantId, chat.sender(who).userId).then(
      ({ actor }) => actor,
      () => undefined,
    );

  /** Whether somebody might have done that without tampering with anything. */
  const isTheirRight = async ({ by, subject }: Acted, actor: Actor): Promise<boolean> => {
    if (by !== actor.userId) return false;
    if (!/^[SC]-\d+$/.test(subject)) return true;
    const admin = await actorOf('Adele');
    assert.ok(admin);
    const { subscription } = await chat.commerce.getSubscription(admin, subject as SubscriptionRef);
    if (subscription.source === 'central') return may(actor, 'assign-central') || may(actor, 'buy-centrally');
    return subscription.purchaserId === actor.userId || may(actor, 'take-over');
  };

  /** Presses; whether something was done, which only the presser's own right can bring about. */
  const attempt = async (who: string, verb: string, data: unknown, how: string): Promise<boolean> => {
    const before = await acts();
    const answer = readCard(await chat.send(who, verb, data));
    tally.tried++;
    assert.doesNotMatch(answer, /Something went wrong/, how);
    const done = (await acts()).slice(before.length);
    if (done.length === 0) return false;
    const actor = await actorOf(who);
    assert.ok(actor?.enabled && allows(actor, commands[verb as CommandName]), `${how}: ${who} did ${done[0]?.act}`);
    for (const each of done) assert.ok(await isTheirRight(each, actor), `${how}: ${who} did ${JSON.stringify(each)}`);
    tally.accepted++;
    return true;
  };

  /** A card in a tenant of its own, and what a press on its confirming button sends. */
  const afresh = async ({ who, text, via, filled = () => ({}) }: Asked): Promise<Press> => {
    chat = await startConversation();
    const first = await chat.say(who, text);
    const leading = actionsOf(first).find(({ data }) => 'product' in data);
    const card = via ? await chat.send(who, via, leading?.data) : first;
    const action = actionsOf(card).find(({ data }) => 'operation' in data);
    assert.ok(action, `“${text}” confirms nothing: ${readCard(card)}`);
    const { verb, data, associatedInputs } = action;
    const inputs = inputsOf(card);
    return { verb, data: { ...data, ...(associatedInputs === 'auto' && { ...inputs, ...filled(inputs) }) } };
  };

  const tryAll = async (asked: Asked, all: readonly Way[]): Promise<void> => {
    const ways = isLong ? all : all.filter((_, position) => (position + tally.tried) % 5 === 0);
    let press = await afresh(asked);
    for (const { who, how, verb = press.verb, change } of ways)
      if (await attempt(who, verb, change(press.data), how)) press = await afresh(asked);
  };

  for (const asked of ASKED) {
    const { who, text, via } = asked;
    const what = `“${text}” of ${who}${via ? `, ${via}` : ''}`;
    const asItIs: Way['change'] = (data) => data;

    it(`does nothing but what its owner may: ${what}`, async () => {
      const { verb, data } = await afresh(asked);
      assert.ok(await attempt(who, verb, data, 'as it is'), 'the card itself works');
      await tryAll(
        asked,
        tamperings(data).map((each) => ({ who, ...each })),
      );
    });

    it(`does nothing for others but what they may: ${what}`, async () => {
      const { verb, data } = await afresh(asked);
      for (const other of OTHERS.filter((name) => name !== who)) {
        assert.equal(await attempt(other, verb, data, 'as it is'), false);
        const { userId } = chat.sender(other);
        const seals = [userId, ANYONE, undefined, [userId]].flatMap((by) =>
          [{ by }, { by, for: undefined }, { by, for: elsewhere }].map((seal) => ({
            who: other,
            how: JSON.stringify(seal),
            change: (pressed: Press['data']) => ({ ...pressed, ...seal }),
          })),
        );
        await tryAll(asked, seals);
      }
    });

    it(`is done once, also in another language: ${what}`, async () => {
      const { verb, data } = await afresh(asked);
      await chat.say(who, 'language svenska');
      assert.ok(await attempt(who, verb, data, 'in Swedish'));
      await chat.say(who, 'language english');
      const [done, before] = [await acts(), await stored()];
      for (const again of [1, 2, 3]) assert.equal(await attempt(who, verb, data, `again ${again}`), false);
      assert.deepEqual([await acts(), await stored()], [done, before]);
    });

    it(`is done for no other command: ${what}`, async () => {
      const verbs = [...Object.keys(commands), '__proto__', 'constructor', '', 'x'.repeat(10_000)];
      await tryAll(
        asked,
        verbs.map((verb) => ({ who, how: verb, verb, change: asItIs })),
      );
    });
  }
});
