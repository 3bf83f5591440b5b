import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Button, ButtonData, Card } from '../../cards/kit/card.ts';
import { privateView } from '../../cards/kit/private-view.ts';
import { type Localizer, localizerFor } from '../../locales/index.ts';
import type { Sender } from '../teams/identity.ts';
import type { Location } from '../teams/location.ts';
import { ownedBy } from './card-owner.ts';
import type { Command, CommandContext, Commands } from './command.ts';
import { type Input, match, placeOf } from './match.ts';
import { allows } from './permission.ts';
import type { Services } from './ports.ts';
import { Refusal, type Refused, reasonOf } from './refusals/refusal.ts';
import type { About } from './refusals/refusal-actions.ts';
import { refusalCard } from './refusals/refusal-card.ts';
import { loadViewer, withCustomerBanner } from './viewer.ts';

export interface DispatchServices extends Services {
  readonly log: Logger;
  readonly commands: Commands;
}

export type Dispatch = (sender: Sender | undefined, input: Input, location: Location) => Promise<Card>;

/**
 * From an input to the card that answers it: match, allow, parse, run. It always answers: a refusal or a failure is a
 * card as well, and has changed nothing.
 */
export const createDispatch =
  (services: DispatchServices): Dispatch =>
  async (sender, input, location) => {
    if (!sender) return refusalCard({ code: 'unknown-person' }, localizerFor([]));
    let context: CommandContext | undefined;
    try {
      context = await contextOf(sender, location, services);
      return ownedBy(sender.userId, withCustomerBanner(context, await answer(context, sender, input)));
    } catch (error) {
      const reason = reasonOf(error) ?? failure(error, sender, services.log);
      const localizer = context?.localizer ?? localizerFor([sender.locale]);
      const card = refusalCard(reason, localizer, aboutOf(input, localizer));
      return ownedBy(sender.userId, context ? withCustomerBanner(context, card) : card);
    }
  };

const contextOf = async (
  sender: Sender,
  location: Location,
  { log: _, ...services }: DispatchServices,
): Promise<CommandContext> => ({ ...services, ...(await loadViewer(services, sender, 'chosen')), location });

const answer = async (context: CommandContext, sender: Sender, input: Input): Promise<Card> => {
  const { actor, person, localizer } = context;
  const { command, args } = await match(input, context);
  if (!allows(actor, command)) throw new Refusal(lacking(context, command));
  if (sender.inGroup && input.kind !== 'press' && !command.open) {
    const view = { name: person.displayName, viewers: [sender.channelUserId], verb: command.name };
    return privateView({ ...view, data: args as ButtonData }, localizer);
  }
  await noteQuestion(context, command, args as Record<string, unknown>);
  return command.invoke(context, args);
};

/** A change that is only asked about may be completed by the next sentence; anything else ends it. */
const noteQuestion = (
  context: CommandContext,
  { name, topic, effect }: Command,
  args: Readonly<Record<string, unknown>>,
) =>
  topic && effect !== 'reads' && args['operation'] === undefined
    ? context.openQuestions.ask(placeOf(context), { command: name, args })
    : context.openQuestions.drop(placeOf(context));

const lacking = ({ actor }: CommandContext, { allow }: Command): Refused => {
  if (actor.userType === 'guest' || allow === 'anyone') return { code: 'forbidden-guest' };
  return actor.partner ? { code: 'forbidden-partner' } : { code: 'forbidden', act: allow };
};

/** Anything unexpected: the log has it all, the person an id to quote. */
export const failure = (
  error: unknown,
  { tenantId, userId }: Pick<Sender, 'tenantId' | 'userId'>,
  log: Pick<Logger, 'error'>,
): Refused => {
  const id = randomBytes(4).toString('hex');
  log.error({ err: error, id, tenantId, userId }, 'A turn failed');
  return { code: 'failure', id };
};

/** What a refused press was about; a sentence can simply be written again. */
const aboutOf = (input: Input, { t }: Localizer): About => {
  if (input.kind !== 'press' || typeof input.data !== 'object' || input.data === null) return {};
  const data = input.data as ButtonData;
  const again: Button = { title: t('buttons.tryAgain'), verb: input.verb, data };
  const subscription = data['subscription'];
  return { again, subscription: typeof subscription === 'string' ? subscription : undefined };
};
