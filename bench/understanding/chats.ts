import { pino } from 'pino';
import type { Observed } from '../../bot/conversation/observing.ts';
import { loadViewer } from '../../bot/conversation/viewer.ts';
import type { Sender } from '../../bot/teams/identity.ts';
import type { Explanation } from '../../bot/understanding/explanation.ts';
import type { Card } from '../../cards/kit/card.ts';
import { multipliedLimits } from '../../services/limits/limits.ts';
import type { Redis } from '../../services/redis/client.ts';
import { tenantKeys } from '../../services/redis/keys.ts';
import { type ChatServices, createChatServices } from '../../test/support/chat/chat-services.ts';
import { readText } from './card-text.ts';
import { type Understood, understoodBy } from './kind.ts';
import { type Naming, namedArguments } from './names.ts';
import type { Named, Outcome } from './outcome.ts';
import { type Row, turnsOf } from './rows.ts';
import { type ChattingTenant, loadChattingTenants, speakerOf } from './tenants.ts';

/** People of some tenants who talk with the bot, each row of what they say for itself. */
export interface Chats {
  /** What comes of each turn. What a row leads to is forgotten after it; nothing else changes. */
  run(row: Row): Promise<Outcome[]>;
}

/** As if nobody ever said too much. */
const LIMITS = multipliedLimits(1e6);

/** The real dispatcher and services on this Redis, with the tenants of these files. No language model is asked. */
export const openChats = async (redis: Redis, files: readonly string[]): Promise<Chats> => {
  const log = pino({ level: 'error' }, pino.destination(2));
  const seen: Observed[] = [];
  const explanations: Explanation[] = [];
  const hearing = { observe: seen.push.bind(seen), explain: explanations.push.bind(explanations) };
  const services = createChatServices({ redis, now: Date.now, limits: LIMITS, log, ...hearing });
  const tenants = await loadChattingTenants(redis, files, Date.now());
  let rows = 0;
  const say = async (sender: Sender, text: string, conversationId: string): Promise<Heard> => {
    seen.length = explanations.length = 0;
    const naming = await namingOf(services, tenants, sender);
    const location = { reference: {}, conversationId, inGroup: false, inChannel: false };
    const card = await services.dispatch(sender, { kind: 'text', text }, location);
    return { card, naming, seen: [...seen], explanation: explanations.at(-1) };
  };
  return {
    async run(row) {
      const speaker = speakerOf(tenants, row);
      const sender = { ...speaker, channelUserId: `29:${row.as}`, name: row.as, locale: row.locale, inGroup: false };
      const conversationId = `understanding-${++rows}`;
      const outcomes: Outcome[] = [];
      for (const [turn, text] of turnsOf(row).entries())
        outcomes.push({ id: row.id, turn, ...(await outcomeOf(await say(sender, text, conversationId))) });
      // The language and the customer of their choice.
      await redis.del(tenantKeys(speaker.tenantId).preferences(speaker.userId));
      return outcomes;
    },
  };
};

interface Heard {
  readonly card: Card;
  readonly naming: Naming;
  readonly seen: readonly Observed[];
  readonly explanation: Explanation | undefined;
}

/** Whom they act for as they speak. */
const namingOf = async (
  services: ChatServices,
  tenants: readonly ChattingTenant[],
  sender: Sender,
): Promise<Naming> => ({
  ...(await loadViewer(services, sender, 'chosen')),
  commerce: services.commerce,
  tenantNames: new Map(tenants.map(({ id, name }) => [id, name])),
});

const outcomeOf = async ({ card, naming, seen, explanation }: Heard): Promise<Omit<Outcome, 'id' | 'turn'>> => {
  const understood = understoodBy(seen, card);
  const isAnswer = understood.kind === 'answer';
  const named = await namedOutcome(naming, understood);
  const said = readText(card, { withLines: !isAnswer });
  return { kind: understood.kind, ...named, ...said, ...(explanation && { explanation }) };
};

const namedOutcome = async (
  naming: Naming,
  understood: Understood,
): Promise<Pick<Outcome, 'command' | 'args' | 'choices' | 'topic'>> => {
  const { kind, command, args = {}, choices = [] } = understood;
  const told = await namedArguments(naming, args);
  if (kind === 'answer') return { command, ...told };
  return {
    ...(command !== undefined && { command, args: told }),
    ...(choices.length > 0 && { choices: await Promise.all(choices.map((choice) => namedChoice(naming, choice))) }),
  };
};

const namedChoice = async (naming: Naming, { command, args = {} }: Named): Promise<Named> => ({
  command,
  args: await namedArguments(naming, args),
});
