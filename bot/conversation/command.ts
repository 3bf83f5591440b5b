import { z } from 'zod';
import type { Card } from '../../cards/kit/card.ts';
import type { Language, Localizer } from '../../locales/index.ts';
import type { Actor } from '../../services/commerce/api/types.ts';
import type { Visitor } from '../../services/commerce/api/views.ts';
import type { Right } from '../../services/commerce/rules/access.ts';
import type { Location } from '../teams/location.ts';
import type { Services } from './ports.ts';

/** What a handler is given: who asks and where, how to speak to them, and the services. All of it is already checked. */
export interface CommandContext extends Visitor, Services {
  readonly localizer: Localizer;
  readonly localizerIn: (language: Language) => Localizer;
  /** The person in their own tenant; `actor` acts for a customer where they have chosen one. */
  readonly home: Actor;
  readonly location: Location;
}

/** The context of a command with the arguments that its schema let through. */
export type WithArgs<Schema extends z.ZodType> = CommandContext & { readonly args: z.infer<Schema> };

/** What help groups commands by, in its order. */
export const TOPICS = ['overview', 'policy', 'take-over', 'own', 'people', 'billing', 'partner', 'settings'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * What saying the command does:
 * - `reads`: shows something
 * - `asks`: shows what would change, or a form that leads to a change
 * - `acts`: changes something at once
 */
type Effect = 'reads' | 'asks' | 'acts';

/** What one command declares of itself. */
export interface Declaration<Schema extends z.ZodType> {
  /** File name, card verb and key of its texts in the locales (`commands.<name>`). */
  readonly name: string;
  /** The right it takes, checked before any work; `anyone` for what even a guest may do. */
  readonly allow: Right | 'anyone';
  /** What it takes, whether from a sentence or from card data. */
  readonly args: Schema;
  /** Where help shows it; a command without a topic is reached by buttons only, and has no phrases. */
  readonly topic?: Topic;
  /** `reads` if not given. */
  readonly effect?: Effect;
  /** No language model is told of it: only the person's own words or a button lead to it. */
  readonly neverProposed?: true;
  /** Stands in the client's own command menu, which has little room. */
  readonly inMenu?: true;
  /** Its answer holds nothing personal, so that a whole group may see it. */
  readonly open?: true;
  /** Answers with a card made from the arguments that the schema let through. */
  readonly run: (context: WithArgs<Schema>) => Promise<Card> | Card;
}

/** A command as the dispatcher sees it: the type of its arguments stays inside. */
export interface Command extends Omit<Declaration<z.ZodType>, 'run'> {
  readonly effect: Effect;
  /** Whether it can run without arguments, so that one press is enough. */
  readonly runsBare: boolean;
  /**
   * Parses untrusted arguments and runs.
   * @throws {InvalidArguments} where the schema refuses them
   */
  readonly invoke: (context: CommandContext, args: unknown) => Promise<Card>;
}

/** The arguments do not fit the command: too few, of a wrong kind, or of another command. */
export class InvalidArguments extends Error {
  readonly command: string;
  /** Nobody can type it: the arguments came with a button. */
  readonly byButton: boolean;

  constructor({ name, topic }: Pick<Command, 'name' | 'topic'>, faults: string) {
    super(faults);
    this.command = name;
    this.byButton = topic === undefined;
  }
}

/** Declares a command. A typed sentence and a pressed button reach the same one, through the same schema. */
export const defineCommand = <Schema extends z.ZodType>({ run, ...declaration }: Declaration<Schema>): Command => ({
  effect: 'reads',
  ...declaration,
  runsBare: declaration.args.safeParse({}).success,
  invoke: async (context, args) => {
    const parsed = declaration.args.safeParse(args);
    if (!parsed.success) throw new InvalidArguments(declaration, z.prettifyError(parsed.error));
    return run({ ...context, args: parsed.data });
  },
});
