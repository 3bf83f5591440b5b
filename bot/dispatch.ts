import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { ButtonData, Card } from '../cards/card.ts';
import { privateView } from '../cards/private-view.ts';
import { type Speech, speechFor } from '../locales/index.ts';
import type { Commerce } from '../services/commerce/index.ts';
import type { Preferences } from '../services/preferences.ts';
import type { Command, CommandContext } from './command.ts';
import type { Sender } from './identity.ts';
import { type Input, match } from './match.ts';
import { ownedBy } from './ownership.ts';
import { allows } from './permission.ts';
import { Refusal, type Refused, reasonOf, refusalCard } from './refusals.ts';

export interface DispatchServices {
  readonly commerce: Commerce;
  readonly preferences: Preferences;
  readonly commands: readonly Command[];
  readonly log: Logger;
}

export type Dispatch = (sender: Sender | undefined, input: Input) => Promise<Card>;

/**
 * From an input to the card that answers it: match, allow, parse, run. It always answers: a refusal or a failure is a
 * card as well, and has changed nothing.
 */
export const createDispatch =
  (services: DispatchServices): Dispatch =>
  async (sender, input) => {
    if (!sender) return refusalCard({ code: 'unknown-person' }, speechFor([]), []);
    let speech = speechFor([sender.locale]);
    try {
      const context = await meet(sender, services);
      speech = context.speech;
      return ownedBy(sender.userId, await answer(context, sender, input));
    } catch (error) {
      const reason = reasonOf(error) ?? failure(error, sender, services.log);
      return ownedBy(sender.userId, refusalCard(reason, speech, services.commands));
    }
  };

/** Loads who this is and how they want to be spoken to. */
const meet = async (sender: Sender, { commerce, preferences, commands }: DispatchServices): Promise<CommandContext> => {
  const [visitor, chosen] = await Promise.all([
    commerce.visitor(sender.tenantId, sender.userId),
    preferences.language(sender),
  ]);
  const { timeZone, locale } = visitor.tenant;
  const speechIn = (language: string): Speech => speechFor([language], timeZone);
  const speech = speechFor([chosen, sender.locale, locale], timeZone);
  return { ...visitor, speech, speechIn, commerce, preferences, commands };
};

const answer = async (context: CommandContext, sender: Sender, input: Input): Promise<Card> => {
  const { actor, person, speech, commands } = context;
  const { command, args } = match(input, { actor, commands });
  if (!allows(actor, command)) throw new Refusal(lacking(context, command));
  if (sender.inGroup && input.kind === 'text' && !command.open) {
    const view = { name: person.displayName, viewers: [sender.channelUserId], verb: command.name };
    return privateView({ ...view, data: args as ButtonData }, speech);
  }
  return command.perform(context, args);
};

const lacking = ({ actor }: CommandContext, { allow }: Command): Refused =>
  actor.userType === 'guest' || allow === 'anyone' ? { code: 'forbidden-guest' } : { code: 'forbidden', act: allow };

/** Anything unexpected: the log has it all, the person an id to quote. */
const failure = (error: unknown, { tenantId, userId }: Sender, log: Logger): Refused => {
  const id = randomBytes(4).toString('hex');
  log.error({ err: error, id, tenantId, userId }, 'A turn failed');
  return { code: 'failure', id };
};
