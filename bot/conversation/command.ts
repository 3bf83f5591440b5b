import { z } from 'zod';
import type { Card } from '../../cards/kit/card.ts';
import type { CommandName, Localizer, SpokenCommandName } from '../../locales/index.ts';
import type { Right } from '../../services/commerce/api/rights.ts';
import type { Location } from '../teams/location.ts';
import type { Memory } from './dialogue/kept-memory.ts';
import type { Services } from './ports.ts';
import type { Viewer } from './viewer.ts';

/** What a handler is given: who asks and where, how to speak to them, and the services. All of it is already checked. */
export interface CommandContext extends Viewer, Services {
  readonly location: Location;
  /** What the conversation has spoken of. */
  readonly memory: Memory;
  /** Every command that exists, for those that talk about the others. */
  readonly commands: Commands;
}

/** The context of a command with the arguments that its schema let through. */
export type WithArgs<Schema extends z.ZodType> = CommandContext & { readonly args: z.infer<Schema> };

/** What help groups commands by, in its order. */
export const TOPICS = ['overview', 'policy', 'take-over', 'own', 'people', 'billing', 'partner', 'settings'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * The most that the command does without a confirmed operation, whatever its arguments:
 * - `reads`: shows something
 * - `asks`: shows what would change, or a form that leads to a change
 * - `acts`: changes something at once; what a language model proposes of it is put to the person as a button
 */
type Effect = 'reads' | 'asks' | 'acts';

/** What a command is called, and where help shows it: one without a topic is reached by buttons only. */
type Naming =
  | { readonly name: SpokenCommandName; readonly topic: Topic }
  | { readonly name: Exclude<CommandName, SpokenCommandName>; readonly topic?: undefined };

/** What every command declares of itself. Its name is that of its file, of its verb and of its texts in the locales. */
export type Declaration<Schema extends z.ZodType> = Naming & {
  /** The right it takes, checked before any work; `anyone` for what even a guest may do. */
  readonly allow: Right | 'anyone';
  /** What it takes, whether from a sentence or from card data. */
  readonly args: Schema;
  /** `reads` if not given. */
  readonly effect?: Effect;
  /** No language model is told of it: only the person's own words or a button lead to it. */
  readonly neverProposed?: true;
  /** Stands in the client's own command menu, which has little room. */
  readonly inMenu?: true;
  /** Concerns the person whomever they act for: its buttons work on a card about any tenant. */
  readonly anyTenant?: true;
  /** It is for whoever asks where it names nobody, so that "for Lee, too" names two. */
  readonly ofSelf?: true;
  /** Once it is done, nothing is spoken of any more: neither it nor what was before. */
  readonly forgets?: true;
  /** Its card is about the customer that was chosen by it. */
  readonly changesCustomer?: true;
  /** What a whole group sees, the same whoever asks; without it, only that there is an answer. */
  readonly inPublic?: (localizer: Localizer) => Card;
};

interface Running<Schema extends z.ZodType> {
  /** Answers with a card made from the arguments that the schema let through. */
  readonly run: (context: WithArgs<Schema>) => Promise<Card> | Card;
}

/** A command as the dispatcher sees it: the type of its arguments stays inside. */
export type Command = Declaration<z.ZodType> & {
  readonly effect: Effect;
  /** Whether it can run without arguments, so that one press is enough. */
  readonly runsBare: boolean;
  /**
   * Parses untrusted arguments and runs.
   * @throws {InvalidArguments} where the schema refuses them
   */
  readonly invoke: (context: CommandContext, args: unknown) => Promise<Card>;
};

/** A command that a sentence can ask for. */
export type SpokenCommand = Extract<Command, { readonly name: SpokenCommandName }>;

/** Every command that exists, in the order in which help shows it. */
export type Commands = Readonly<Record<CommandName, Command>>;

/** The command of a name that may come from anywhere. */
export const commandNamed = (commands: Commands, name: string): Command | undefined =>
  Object.hasOwn(commands, name) ? commands[name as CommandName] : undefined;

/** The commands that a sentence can ask for; the others are reached by buttons only. */
export const spokenCommands = (commands: Commands): SpokenCommand[] =>
  Object.values(commands).filter((command): command is SpokenCommand => command.topic !== undefined);

/** The arguments do not fit the command: too few, of a wrong kind, or of another command. */
export class InvalidArguments extends Error {
  /** Undefined where nobody can type it: the arguments came with a button. */
  readonly command: SpokenCommandName | undefined;

  constructor(naming: Naming, faults: string) {
    super(faults);
    this.command = naming.topic && naming.name;
  }
}

/**
 * Declares a command. A typed sentence and a pressed button reach the same one, through the same schema.
 * @example
 * export const unused = defineCommand({
 *   name: 'unused',
 *   allow: 'see-purchases',
 *   topic: 'overview',
 *   args: z.strictObject({}),
 *   run: async ({ actor, commerce, localizer }) =>
 *     unusedCard(await commerce.listUnusedLicenses(actor), commandButtons(['spend'], localizer), localizer),
 * });
 */
export const defineCommand = <Schema extends z.ZodType>({
  run,
  ...declaration
}: Declaration<Schema> & Running<Schema>): Command => ({
  effect: 'reads',
  ...declaration,
  runsBare: declaration.args.safeParse({}).success,
  invoke: async (context, args) => {
    const parsed = declaration.args.safeParse(args);
    if (!parsed.success) throw new InvalidArguments(declaration, z.prettifyError(parsed.error));
    return run({ ...context, args: parsed.data });
  },
});
