import { z } from 'zod';
import type { Button, ButtonData, Card } from '../../cards/kit/card.ts';
import { withWarning } from '../../cards/kit/warning-banner.ts';
import { refusalReason } from '../../services/commerce/api/errors.ts';
import { type Command, type CommandContext, type Declaration, defineCommand, type WithArgs } from './command.ts';
import { Refusal, type Refused } from './refusals/refusal.ts';
import { refusalWords } from './refusals/refusal-card.ts';
import { UNSEALED_OPERATION } from './sealed-card.ts';

/** What a change was confirmed with: the same operation acts once; a thing of another version is refused as `stale`. */
export interface Confirmed {
  readonly operationId: string;
  readonly version?: number;
}

interface Changing<Schema extends z.ZodObject> {
  /** The card that tells what would happen. Its button comes from `confirmButton`. Changes nothing. */
  readonly ask: (context: WithArgs<Schema>) => Promise<Card> | Card;
  /** Does it, and answers with the receipt. */
  readonly act: (context: WithArgs<Schema>, confirmed: Confirmed) => Promise<Card>;
}

const confirmation = {
  operation: z.uuid().optional(),
  version: z.coerce.number().int().min(0).max(1e9).optional(),
};

/**
 * Declares a command that changes something: without an operation it asks, with one it acts, within a day. What is refused
 * in the act is told on top of the question as it stands today, so that it can be put right there.
 */
export const defineChange = <Schema extends z.ZodObject>({
  ask,
  act,
  ...declaration
}: Declaration<Schema> & Changing<Schema>): Command =>
  defineCommand({
    effect: 'asks',
    ...declaration,
    args: declaration.args.extend(confirmation),
    async run(context) {
      const { operation, version, ...args } = context.args as z.infer<z.ZodObject<typeof confirmation>>;
      const given = { ...context, args } as unknown as WithArgs<Schema>;
      if (operation === undefined) return ask(given);
      if (!context.commerce.isConfirmable(operation)) return askAgain(new Refusal(TOO_LATE), TOO_LATE, given, ask);
      return act(given, { operationId: operation, version }).catch((error: unknown) =>
        askAgain(error, refusalReason(error), given, ask),
      );
    },
  });

const TOO_LATE: Refused = { code: 'confirmed-late' };

const askAgain = async <Context extends CommandContext>(
  error: unknown,
  reason: Refused,
  context: Context,
  ask: (context: Context) => Promise<Card> | Card,
): Promise<Card> => {
  const card = await Promise.resolve(ask(context)).catch(() => {
    throw error;
  });
  return withWarning(card, refusalWords(reason, context.localizer));
};

interface ConfirmButton {
  /** Says the act: "Cancel subscription", not "OK". */
  readonly title: string;
  readonly verb: Button['verb'];
  readonly data?: ButtonData;
  /** Of the thing that the card shows. */
  readonly version?: number | undefined;
}

/** The button that does what the card tells: it gets an operation of its own when the card goes out, and sends the card's inputs. */
export const confirmButton = ({ title, verb, data = {}, version }: ConfirmButton): Button => ({
  title,
  verb,
  data: { ...data, operation: UNSEALED_OPERATION, ...(version !== undefined && { version }) },
  sendsInputs: true,
  style: styleOf(verb, data),
});

/** What takes something away from somebody. Taking back an act is neither that nor the point of its receipt. */
const styleOf = (verb: Button['verb'], { value }: ButtonData): Button['style'] => {
  if (verb.startsWith('undo-')) return undefined;
  return TAKING.includes(verb) || value === 'Disabled' ? 'destructive' : 'positive';
};

const TAKING = ['cancel', 'unassign', 'remove-card', 'erase', 'withdraw-request'];
