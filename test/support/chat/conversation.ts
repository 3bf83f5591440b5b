import assert from 'node:assert/strict';
import type { Input } from '../../../bot/conversation/match.ts';
import type { Observe } from '../../../bot/conversation/observing.ts';
import type { Propose } from '../../../bot/conversation/ports.ts';
import type { Sender } from '../../../bot/teams/identity.ts';
import type { Location } from '../../../bot/teams/location.ts';
import type { Card } from '../../../cards/kit/card.ts';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { NoticePreferences } from '../../../services/conversations/preferences.ts';
import { type LimitTable, multipliedLimits } from '../../../services/limits/limits.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import { freshTenantId, testRedis } from '../redis/redis.ts';
import { CAST, importCast, importFactoryTenant } from '../tenants/imported-tenant.ts';
import { userPart } from '../tenants/parts.ts';
import { createChatServices } from './chat-services.ts';

/** A chat with the bot, without a client: sentences and presses go straight to the dispatcher. */
export interface Conversation {
  readonly tenantId: TenantId;
  /** The service that the bot uses, to see what came of it and to do what others do meanwhile. */
  readonly commerce: Commerce;
  readonly securityLog: SecurityLog;
  /** What the bot answers when this person writes the text. */
  say(who: string, text: string, options?: SaidAs): Promise<Card>;
  /** What it answers when this person presses the button or line with that title, with the inputs filled in. */
  press(who: string, card: Card, title: string, inputs?: Record<string, unknown>): Promise<Card>;
  /** The same with a payload of one's own making. */
  send(who: string, verb: string, data: unknown, options?: Partial<Sender>): Promise<Card>;
  /** The same as the owner of a card about the tenant that they act for would send it. */
  run(who: string, verb: string, data?: Record<string, unknown>): Promise<Card>;
  sender(who: string, options?: Partial<Sender>): Sender;
  /** What this person wants to be told of. */
  noticePreferences(who: string): Promise<NoticePreferences>;
}

/** Who says something, and in which conversation; in the same one, if not given. */
type SaidAs = Partial<Sender> & Partial<Pick<Location, 'conversationId'>>;

const LOCATION: Location = {
  reference: {},
  conversationId: 'personal',
  cardId: 'card-1',
  inGroup: false,
  inChannel: false,
};

interface ConversationOptions {
  readonly limits?: LimitTable;
  /** A customer of the tenant's partner admins. */
  readonly customer?: 'contoso';
  /** The clock of the service; one that stands still if not given. */
  readonly now?: () => number;
  /** A language model; none if not given. */
  readonly propose?: Propose;
  readonly observe?: Observe;
  /** People besides those of the cast. */
  readonly users?: readonly Parameters<typeof userPart>[0][];
}

/** A conversation in a tenant of its own, on real data; with a customer of its partner admins where one is named. */
export const startConversation = async (
  name: keyof typeof CAST = 'contoso',
  { customer, now: clock, users = [], limits = multipliedLimits(100), propose, observe }: ConversationOptions = {},
): Promise<Conversation> => {
  const redis = await testRedis();
  const tenantId = freshTenantId();
  const cast = CAST[name](tenantId);
  const more = users.map((user) => userPart(user, cast.tenant));
  const imported = await importFactoryTenant(redis, { ...cast, users: [...cast.users, ...more] });
  const { userId, now: standing } = imported;
  const now = clock ?? standing;
  if (customer) await importCast(redis, customer, freshTenantId(), tenantId);
  const { dispatch, commerce, preferences, securityLog } = createChatServices({ redis, now, limits, propose, observe });
  const sender = (who: string, options: Partial<Sender> = {}): Sender => ({
    tenantId,
    userId: userId(who),
    channelUserId: `29:${who}`,
    name: who,
    locale: 'en-US',
    inGroup: false,
    ...options,
  });
  /** As JSON, which is how a client sends it. */
  const input = (who: string, asked: Input, { conversationId, ...options }: SaidAs = {}): Promise<Card> => {
    const from = sender(who, options);
    const place = { ...LOCATION, inGroup: from.inGroup, ...(conversationId !== undefined && { conversationId }) };
    return dispatch(from, JSON.parse(JSON.stringify(asked)), place);
  };
  const actingFor = async (who: string) => (await preferences.choices(sender(who))).customer ?? tenantId;
  return {
    tenantId,
    commerce,
    securityLog,
    sender,
    noticePreferences: (who) => preferences.getNoticePreferences({ tenantId, userId: userId(who) }),
    say: (who, text, options) => input(who, { kind: 'text', text }, options),
    send: (who, verb, data, options) => input(who, { kind: 'press', verb, data }, options),
    run: async (who, verb, data = {}) =>
      input(who, { kind: 'press', verb, data: { for: await actingFor(who), ...data, by: userId(who) } }),
    press: (who, card, title, inputs = {}) => {
      const { verb, data } = findAction(card, title);
      return input(who, { kind: 'press', verb, data: { ...data, ...inputs } });
    },
  };
};

interface Action {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: string;
  readonly data: Record<string, unknown>;
  readonly associatedInputs?: 'auto' | 'none';
}

/** Every button and pressable line of a card, in the order in which they stand. */
export const actionsOf = (node: unknown): Action[] => {
  if (Array.isArray(node)) return node.flatMap(actionsOf);
  if (node === null || typeof node !== 'object') return [];
  const location = (node as { type?: unknown }).type === 'Action.Execute' ? [node as Action] : [];
  return [...location, ...Object.values(node).flatMap(actionsOf)];
};

export const findAction = (card: Card, title: string): Action => {
  const actions = actionsOf(card);
  // A row is called by what the press does, and then by all that it shows.
  const found =
    actions.find((action) => action.title === title) ?? actions.find((action) => action.title.startsWith(`${title}, `));
  assert.ok(found, `no “${title}” among: ${actions.map((action) => action.title).join(' | ')}`);
  return found;
};

const SHOWN = new Set(['text', 'title', 'value', 'label']);

/** What a person reads on a card, a line each; the fixed spaces of numbers are plain ones here. */
export const readCard = (node: unknown, key = ''): string => {
  if (typeof node === 'string') return SHOWN.has(key) ? `${node.replace(/[\u00a0\u202f]/g, ' ')}\n` : '';
  if (Array.isArray(node)) return node.map((item) => readCard(item)).join('');
  if (node === null || typeof node !== 'object') return '';
  const { data: _data, fallbackText: _fallback, ...shown } = node as Record<string, unknown>;
  return Object.entries(shown)
    .map(([name, value]) => readCard(value, name))
    .join('');
};
