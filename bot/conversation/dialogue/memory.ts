import { holdsCardNumber, visibleText } from '../../../services/commerce/index.ts';
import type { Dialogue, Thing } from '../../../services/conversations/dialogues.ts';
import { DEADLINES, within } from '../../../services/deadlines/deadlines.ts';
import { isUnreachable } from '../../../services/redis/unavailable.ts';
import { tidy } from '../../understanding/grammar/core/tokens.ts';
import { isTooLong } from '../../understanding/length.ts';
import type { Mention } from '../../understanding/recognition/mention.ts';
import type { CommandContext } from '../command.ts';
import { mentionsIn } from '../naming/mentions.ts';
import { nameSomething } from './remembering/focus.ts';
import { nextDialogue, type Outcome } from './remembering/next-dialogue.ts';

type Speaking = Pick<CommandContext, 'dialogues' | 'home' | 'location'>;

/** Where a person talks: in their own tenant, whomever they act for. */
const placeOf = ({ home, location }: Speaking) => ({
  tenantId: home.tenantId,
  userId: home.userId,
  conversationId: location.conversationId,
});

/** What was spoken of in the tenant that they act for; nothing where that cannot be read. */
export const recalled = async (context: Pick<CommandContext, 'actor'> & Speaking): Promise<Dialogue | undefined> => {
  const dialogue = await soonRecalled(context);
  return dialogue?.tenant === context.actor.tenantId ? dialogue : undefined;
};

/**
 * Remembers what came of a turn. An answer is not kept back because that fails.
 * @param text what was written, if anything was
 */
export const noted = async (
  context: Pick<CommandContext, 'actor' | 'commerce'> & Speaking,
  outcome: Outcome,
  text: string | undefined,
): Promise<void> => {
  const { dialogues } = context;
  const place = placeOf(context);
  const read = text === undefined || saysWhat(outcome) ? '' : readable(text);
  const [before, mentions] = await Promise.all([soonRecalled(context), read === '' ? [] : mentionsIn(read, context)]);
  const next = nextDialogue(before, { ...outcome, named: thingsNamed(read, mentions) });
  await (next ? dialogues.remember(place, next) : dialogues.forget(place)).catch(nothingIfAway);
};

const saysWhat = ({ meant }: Outcome): boolean => meant !== undefined && nameSomething(meant.args);

/** What is not to be read is not spoken of either. */
const readable = (text: string): string => (isTooLong(text) || holdsCardNumber(text) ? '' : tidy(visibleText(text)));

/** What a text names, one of each kind; of several that it can mean only a product, whose family is spoken of. */
const thingsNamed = (text: string, mentions: readonly Mention[]): Thing[] => {
  const all = mentions.flatMap(({ kind, meant, from, to }): Thing[] => {
    const [only, ...others] = meant;
    if (only && others.length === 0) return [{ kind, said: only.id }];
    return kind === 'product' ? [{ kind, said: text.slice(from, to) }] : [];
  });
  return all.filter(({ kind }, at) => all.findIndex((each) => each.kind === kind) === at);
};

/** Forgets all that a person has spoken of. */
export const forgotten = (context: Speaking): Promise<void> => context.dialogues.forget(placeOf(context));

/** A memory that comes too late for the turn is none. */
const soonRecalled = (speaking: Speaking): Promise<Dialogue | undefined> =>
  within(DEADLINES.memory, speaking.dialogues.recall(placeOf(speaking))).catch(nothingIfAway);

const nothingIfAway = (error: unknown): undefined => {
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  if (!isLate && !isUnreachable(error)) throw error;
};
