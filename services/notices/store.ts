import { readFileSync } from 'node:fs';
import type { TenantId, UserId } from '../commerce/api/types.ts';
import type { Redis } from '../redis/client.ts';
import { tenantKeys } from '../redis/keys.ts';
import { type RunnableScript, runScript, scriptOf } from '../redis/script.ts';
import { CONVERSATION_LIMITS, type Limit, MOST_TOGETHER, TENANT_LIMITS } from './delivering/limits.ts';
import {
  type Delivery,
  type DeliveryStatus,
  decodeDelivery,
  encodeDelivery,
  type Medium,
  type PlannedDelivery,
} from './delivery.ts';
import { decodeNotice, type Notice } from './notice.ts';

const read = (name: string): RunnableScript =>
  scriptOf(readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8'));
const PLAN = read('plan-deliveries');
const CLAIM = read('claim-delivery');
const CHANGE = read('change-delivery');
const PARK = read('park-delivery');
const DUE = read('due-deliveries');
const HAS_WORK = read('has-work');

/** How long settled deliveries can be looked at. */
export const KEPT_MS = 60 * 24 * 60 * 60 * 1000;

/** How far the outbox is planned. */
export interface Progress {
  /** Id of the last entry that is planned whole; '' at first. */
  readonly after: string;
  /** How far the next entry is planned, as the recipients count it; '' where that has not begun. */
  readonly page: string;
}

/** What becomes of a delivery. */
export interface Change {
  readonly from: DeliveryStatus;
  readonly to: DeliveryStatus;
  /** The attempt that must still be the last one. */
  readonly attempt?: string;
  /** Only if its time on the agenda has come: a lease that is over, a wait that was long enough. */
  readonly overdue?: true;
  /** Milliseconds until it is looked at again; it is settled if not given. */
  readonly again?: number;
  readonly fields?: Readonly<Record<string, string>>;
}

interface Claiming {
  readonly attempt: string;
  readonly lease: number;
  /** Of a card. */
  readonly conversationId?: string;
  /** Ids of others for the same person, which go out on the same card. */
  readonly together?: readonly string[];
  /** How much one person gets. */
  readonly perPerson?: readonly Limit[];
  /** Milliseconds after which a card that waits for its conversation is looked at again at the latest. */
  readonly lookedAfter?: number;
}

/** What became of asking for an attempt. */
export interface Claimed {
  readonly answer: 'claimed' | 'taken' | 'later' | 'full';
  /** Milliseconds that the conversation, or the whole tenant, has to wait. */
  readonly wait: number;
  /** Ids of the others that go out with it. */
  readonly together: readonly string[];
}

/** Longer than a delivery is tried. Milliseconds. */
const GATHERED_MS = 3 * 24 * 60 * 60 * 1000;

/** Why a conversation gets nothing for a while: it has had too much, or the bot may not write there. */
type PauseReason = 'throttled' | 'refused';

export type DeliveryStore = ReturnType<typeof deliveryStore>;

const asJson = (limits: readonly Limit[]): string => JSON.stringify(limits);

/**
 * The deliveries of one tenant.
 * @param keptMs how long settled ones can be looked at
 */
export const deliveryStore = (redis: Redis, tenantId: TenantId, keptMs = KEPT_MS) => {
  const keys = tenantKeys(tenantId);
  const run = (script: RunnableScript, named: string[], args: (string | number)[]) =>
    runScript(redis, script, { keys: named, arguments: args.map(String) });
  const waitingFor = ({ to }: Delivery) => keys.waitingDeliveries('user' in to ? to.user : ('' as UserId));

  return {
    tenantId,
    redis,

    async progress(): Promise<Progress> {
      const [after, page] = await redis.hmGet(keys.outboxProgress, ['after', 'page']);
      return { after: after ?? '', page: page ?? '' };
    },

    /** The first notice of the outbox behind the one with this id. */
    async noticeAfter(id: string): Promise<{ readonly id: string; readonly notice: Notice | undefined } | undefined> {
      const [entry] = (await redis.xRange(keys.outbox, id === '' ? '-' : `(${id}`, '+', { COUNT: 1 })) ?? [];
      return entry ? { id: entry.id, notice: decodeNotice(entry.message['notice'] ?? '') } : undefined;
    },

    async notice(id: string): Promise<Notice | undefined> {
      const [entry] = (await redis.xRange(keys.outbox, id, id)) ?? [];
      return entry ? decodeNotice(entry.message['notice'] ?? '') : undefined;
    },

    /** Plans deliveries and moves the progress; false where somebody else did so meanwhile. */
    async plan(deliveries: readonly PlannedDelivery[], from: Progress, to: Progress): Promise<boolean> {
      const records = deliveries.map(encodeDelivery);
      const named = [
        keys.outboxProgress,
        keys.deliveryAgenda('card'),
        keys.deliveryAgenda('mail'),
        keys.noticeDeliveries('all'),
        keys.noticeDeliveries('planned'),
        ...records.map(({ id }) => keys.noticeDelivery(id)),
      ];
      return (await run(PLAN, named, [from.after, from.page, to.after, to.page, JSON.stringify(records)])) === 1;
    },

    async read(id: string): Promise<Delivery | undefined> {
      return decodeDelivery(await redis.hGetAll(keys.noticeDelivery(id)));
    },

    /** Ids of what is to be looked at now, the longest due first. */
    async due(medium: Medium, most: number): Promise<string[]> {
      return (await run(DUE, [keys.deliveryAgenda(medium)], [most])) as string[];
    },

    /** The same of answers that were kept. */
    async dueAnswers(most: number): Promise<string[]> {
      return (await run(DUE, [keys.keptAnswersDue], [most])) as string[];
    },

    /** Ids of what is to reach the person of a delivery together with it. */
    async gathered({ id, to }: Delivery): Promise<string[]> {
      if (!('user' in to)) return [];
      const ids = await redis.sMembers(keys.gatheredDeliveries(to.user));
      return ids.filter((each) => each !== id).slice(0, MOST_TOGETHER - 1);
    },

    /** Takes a delivery for an attempt, with others that go out on the same card; or says that it has to wait. */
    async claim(
      { id, medium, to }: Delivery,
      { attempt, lease, conversationId, together = [], perPerson = [], lookedAfter = 0 }: Claiming,
    ): Promise<Claimed> {
      const limited =
        conversationId === undefined
          ? []
          : [keys.conversationPause(conversationId), keys.sentLatelyTo(conversationId), keys.sentLately];
      const personal = limited.length > 0 && 'user' in to ? [keys.gatheredDeliveries(to.user)] : [];
      const named = [
        keys.noticeDelivery(id),
        keys.deliveryAgenda(medium),
        keys.noticeDeliveries('planned'),
        keys.noticeDeliveries('sending'),
        ...limited,
        ...personal,
        ...together.map(keys.noticeDelivery),
      ];
      const [conversation, tenant, person] = [CONVERSATION_LIMITS, TENANT_LIMITS, perPerson].map(asJson);
      const args = [
        id,
        attempt,
        lease,
        String(conversation),
        String(tenant),
        lookedAfter,
        String(person),
        GATHERED_MS,
        ...together,
      ];
      const [answer, wait, ...others] = (await run(CLAIM, named, args)) as [Claimed['answer'], number, ...string[]];
      return { answer, wait, together: others };
    },

    /** Changes the status; false where it was changed by somebody else. */
    async change(delivery: Delivery, change: Change, conversationId?: string): Promise<boolean> {
      const { from, to, attempt = '', again = -1, fields = {}, overdue } = change;
      const named = [
        keys.noticeDelivery(delivery.id),
        keys.deliveryAgenda(delivery.medium),
        keys.noticeDeliveries(from),
        keys.noticeDeliveries(to),
        waitingFor(delivery),
        ...(conversationId === undefined ? [] : [keys.sentLatelyTo(conversationId), keys.sentLately]),
      ];
      const args = [delivery.id, from, attempt, to, again, keptMs, JSON.stringify(fields), overdue ? 1 : 0];
      return (await run(CHANGE, named, args)) === 1;
    },

    /** Lets it wait for its person; false where they can be reached by now. */
    async park(delivery: Delivery, user: UserId, most: number): Promise<boolean> {
      const named = [
        keys.noticeDelivery(delivery.id),
        keys.deliveryAgenda(delivery.medium),
        keys.noticeDeliveries('planned'),
        keys.noticeDeliveries('waiting'),
        keys.waitingDeliveries(user),
        keys.conversation(user),
      ];
      return (await run(PARK, named, [delivery.id, most, tenantId, user])) === 1;
    },

    waitingFor: (user: UserId): Promise<string[]> => redis.sMembers(keys.waitingDeliveries(user)),

    /** Nothing more is sent to the conversation for a while (ms). */
    async pause(conversationId: string, milliseconds: number, why: PauseReason): Promise<void> {
      await redis.set(keys.conversationPause(conversationId), why, { expiration: { type: 'PX', value: milliseconds } });
    },

    /** Ends a pause that the bot was refused with: somebody there has written to it. */
    async resume(conversationId: string): Promise<void> {
      const key = keys.conversationPause(conversationId);
      if ((await redis.get(key)) === ('refused' satisfies PauseReason)) await redis.del(key);
    },

    /** For a delivery that does not exist any more. */
    async takeOffAgenda(medium: Medium, id: string): Promise<void> {
      await redis.zRem(keys.deliveryAgenda(medium), id);
    },

    /** Whether anything is to be planned, sent or looked after now. */
    async hasWork(): Promise<boolean> {
      const agendas = [keys.deliveryAgenda('card'), keys.deliveryAgenda('mail'), keys.keptAnswersDue];
      return (await run(HAS_WORK, [keys.outbox, keys.outboxProgress, ...agendas], [])) === 1;
    },
  };
};
