import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Button, ButtonData, Card } from '../../cards/kit/card.ts';
import { privateView } from '../../cards/kit/private-view.ts';
import { withNote } from '../../cards/kit/warning-banner.ts';
import { type Localizer, localizerFor } from '../../locales/index.ts';
import type { Aside } from '../../services/limits/fair-queue.ts';
import type { Sender } from '../teams/identity.ts';
import type { Location } from '../teams/location.ts';
import { placeOf, readTrail, type Station, withTicks } from './back/trail.ts';
import type { Command, CommandContext, Commands } from './command.ts';
import { noted, spokenIn } from './dialogue/memory.ts';
import { speaking } from './dialogue/speaking.ts';
import { typedIn } from './dialogue/typed-in-group.ts';
import { type Input, type Match, match } from './match.ts';
import { subscriptionRef } from './naming/arguments.ts';
import type { Observe } from './observing.ts';
import { allows } from './permission.ts';
import type { Propose, Services } from './ports.ts';
import { readPress } from './press.ts';
import { Refusal, type Refused, reasonOf } from './refusals/refusal.ts';
import type { About } from './refusals/refusal-actions.ts';
import { refusalCard } from './refusals/refusal-card.ts';
import { noteRefusal } from './refusals/suspicion.ts';
import { ANYONE, type Seal, sealed, unsealed, type WayBack } from './sealed-card.ts';
import { type Arrival, createArrivals, loadViewer, withCustomerBanner } from './viewer.ts';

export interface DispatchServices extends Services {
  readonly log: Logger;
  readonly commands: Commands;
  /** Nobody observes turns unless something is measured. */
  readonly observe?: Observe;
}

/** @param arrival what was begun to be read before it was known what is wanted, if anything was */
export type Dispatch = (
  sender: Sender | undefined,
  input: Input,
  location: Location,
  arrival?: Arrival,
) => Promise<Card>;

/**
 * From an input to the card that answers it: match, allow, parse, run. It always answers: a refusal or a failure is a
 * card as well, and has changed nothing.
 */
export const createDispatch =
  (services: DispatchServices): Dispatch =>
  async (from, input, location, arrival) => {
    if (!from) return refusalCard({ code: 'unknown-person' }, localizerFor([]));
    const begun = arrivalOf(services, from, location, arrival);
    const sender = await speaking(from, input, begun.memory);
    const turn: Turn = {
      sender,
      input,
      isPublic: location.inGroup && input.kind !== 'press',
      observe: services.observe,
      heard: {},
      log: services.log,
    };
    let context: CommandContext | undefined;
    try {
      context = await contextOf(services, sender, location, begun);
      return await answer(context, turn);
    } catch (error) {
      const reason = reasonOf(error) ?? failure(error, sender, services.log);
      services.observe?.({ kind: 'refused', reason });
      noteRefusal(services.securityLog, reason, { input, by: context?.actor ?? sender });
      const localizer = context?.localizer ?? localizerFor([sender.locale]);
      const about = { ...aboutOf(input, localizer), cloud: context?.tenant.cloud };
      const card = refusalCard(reason, localizer, about);
      if (context) await remember(context, turn, card, reason);
      return finished(card, turn, context, { way: context && wayTo(turn, context) });
    }
  };

const arrivalOf = (
  services: DispatchServices,
  sender: Sender,
  location: Location,
  begun: Arrival = createArrivals(services)(sender, location),
): Arrival => begun;

interface Turn {
  readonly sender: Sender;
  readonly input: Input;
  /** A whole group sees the answer. What it says must not depend on who they are, nor on whom they act for. */
  readonly isPublic: boolean;
  readonly observe: Observe | undefined;
  /** What it was understood as, once it is. */
  readonly heard: { match?: Match };
  readonly log: Pick<Logger, 'error'>;
}

const contextOf = async (
  { log: _, observe: __, ...services }: DispatchServices,
  sender: Sender,
  location: Location,
  arrival: Arrival,
): Promise<CommandContext> => {
  const { coming, memory, aside } = arrival;
  const viewer = await loadViewer(services, sender, 'chosen', coming);
  const propose = aside && services.propose && proposingAside(services.propose, aside);
  return { ...services, ...(propose && { propose }), ...viewer, location, memory };
};

/** A language model takes its time. */
const proposingAside =
  (propose: Propose, aside: Aside): Propose =>
  (...asked) =>
    aside(() => propose(...asked));

/** The card as it goes out: with whom it is for, and what it is about. */
const finished = (
  card: Card,
  { sender, isPublic }: Turn,
  context: CommandContext | undefined,
  { owner = sender.userId, way }: Partial<Pick<Seal, 'owner' | 'way'>> = {},
): Card => {
  const dressed = context && !isPublic ? withCustomerBanner(context, card) : card;
  const tenant = context && (context.lost ?? context.actor.tenantId);
  return sealed(dressed, { owner, tenant, ...(context && { operations: context.commerce }), way });
};

/** How somebody has come to a card: by the buttons that they pressed. */
const wayTo = ({ input }: Turn, { localizer: { t } }: CommandContext, here?: Station): WayBack => {
  const pressed = input.kind === 'press' ? (readPress(input.data) ?? {}) : {};
  const titles = { card: t('buttons.backToCard'), list: t('buttons.back') };
  const { back, args } = unsealed(pressed);
  return { here, behind: withTicks(readTrail(back), args), titles };
};

const answer = async (context: CommandContext, turn: Turn): Promise<Card> => {
  const { input, isPublic, observe } = turn;
  if (context.lost && !isPublic) await leaveLostCustomer(context);
  const { command, args, leftOver } = await match(input, context);
  turn.heard.match = { command, args };
  observe?.({ kind: 'matched', command: command.name, args });
  if (isPublic) return publicAnswer(context, turn, { command, args });
  if (!allows(context.actor, command)) throw new Refusal(lacking(context, command));
  const whole = withLeftOver(await command.invoke(context, args), leftOver, context.localizer);
  const card = withEarlierAnswer(whole, input, context.localizer);
  const after = command.changesCustomer ? await loadAgain(context, turn) : context;
  const way = wayTo(turn, after, placeOf(command, args));
  await remember(after, turn, card);
  return finished(card, turn, after, { way });
};

/** A card that shows less than was asked for says what was not understood. */
const withLeftOver = (card: Card, leftOver: readonly string[] = [], { t }: Localizer): Card =>
  leftOver.length === 0
    ? card
    : withNote(card, t('leftOver.note', { words: leftOver.map((text) => t('leftOver.quoted', { text })).join(', ') }));

/** An edit changes what is asked, and nothing that was done. */
const withEarlierAnswer = (card: Card, input: Input, { t }: Localizer): Card =>
  input.kind === 'text' && input.answeredBefore ? withNote(card, t('edited.answeredBefore')) : card;

/** The card of somebody who has just chosen another customer is about that one. */
const loadAgain = async (context: CommandContext, { sender }: Turn): Promise<CommandContext> => ({
  ...context,
  ...(await loadViewer(context, sender, 'chosen')),
});

/** What everybody sees: the same for all, or that there is an answer for the one who asked. */
const publicAnswer = async (context: CommandContext, turn: Turn, { command, args }: Match): Promise<Card> => {
  const { person, localizer } = context;
  if (command.inPublic) {
    const card = command.inPublic(localizer);
    await remember(context, turn, card);
    return finished(card, turn, context, { owner: ANYONE });
  }
  if (turn.input.kind === 'text') await spokenIn(context, turn.input.text);
  const view = { name: person.displayName, viewers: [turn.sender.channelUserId], verb: command.name };
  return finished(privateView({ ...view, data: args as ButtonData }, localizer), turn, context);
};

/** Said once, and before anything is done: what they meant for a customer is not to happen at home. */
const leaveLostCustomer = async (context: CommandContext): Promise<never> => {
  await context.preferences.setCustomer(context.home, undefined);
  await context.memory.remember(undefined);
  throw new Refusal({ code: 'delegation-over' });
};

/** What a turn leaves to speak of. Its answer does not wait for another try where that cannot be kept. */
const remember = async (
  context: CommandContext,
  { heard: { match: meant }, input, sender, log }: Turn,
  card: Card,
  refused?: Refused,
): Promise<void> => {
  const said = meant && { command: meant.command, args: Object(meant.args) };
  const typed = input.kind === 'press' && input.verb === 'as-typed' ? typedIn(input.data) : undefined;
  const outcome = { tenant: context.actor.tenantId, meant: said, refused, typed, card };
  const text = input.kind === 'text' ? input.text : typed?.text;
  await noted(context, outcome, text).catch((error: unknown) => {
    failure(error, sender, log);
  });
};

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
  const data = input.kind === 'press' && (readPress(input.data) as ButtonData | undefined);
  if (!data || input.kind !== 'press') return {};
  const again: Button = { title: t('buttons.tryAgain'), verb: input.verb, data };
  return { again, subscription: subscriptionRef.safeParse(data['subscription']).data };
};
