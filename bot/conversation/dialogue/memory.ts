import { holdsCardNumber, visibleText } from '../../../services/commerce/index.ts';
import type { Dialogue, Thing } from '../../../services/conversations/dialogues.ts';
import { speaksAgainst } from '../../understanding/dialogue/amendment.ts';
import { tidy } from '../../understanding/grammar/core/tokens.ts';
import { isTooLong } from '../../understanding/length.ts';
import type { Mention } from '../../understanding/recognition/mention.ts';
import { spokenLanguage } from '../../understanding/spoken-language.ts';
import type { CommandContext } from '../command.ts';
import { mentionsIn } from '../naming/mentions.ts';
import { nothingIfAway } from './kept-memory.ts';
import { nameSomething } from './remembering/focus.ts';
import { nextDialogue, nothingSaid, type Outcome } from './remembering/next-dialogue.ts';

type Speaking = Pick<CommandContext, 'actor' | 'memory'>;

/** What was spoken of in the tenant that they act for; nothing where that cannot be read. */
export const recalled = async ({ actor, memory }: Speaking): Promise<Dialogue | undefined> => {
  const dialogue = await memory.recall();
  return dialogue?.tenant === actor.tenantId ? dialogue : undefined;
};

/**
 * Remembers what came of a turn. An answer is not kept back because that fails.
 * @param text what was written, if anything was
 */
export const noted = async (
  context: Pick<CommandContext, 'commerce' | 'home' | 'location'> & Speaking,
  outcome: Outcome,
  text: string | undefined,
): Promise<void> => {
  const { memory } = context;
  const read = text === undefined || saysWhat(outcome) ? '' : readable(text);
  const [before, mentions] = await Promise.all([memory.recall(), read === '' ? [] : mentionsIn(read, context)]);
  const isAgainst = before?.waiting !== undefined && text !== undefined && speaksAgainst(readable(text));
  const next = nextDialogue(before, { ...outcome, named: thingsNamed(read, mentions), isAgainst });
  const language = spokenLanguage(text ?? '') ?? before?.language;
  await memory.remember(next && { ...next, language }).catch(nothingIfAway);
};

/** Remembers the language of what a group sees to be answered, which the writer's client fetches without the words. */
export const spokenIn = async ({ actor, memory }: Speaking, text: string): Promise<void> => {
  const language = spokenLanguage(text);
  const before = await memory.recall();
  if (!language || before?.language === language) return;
  await memory.remember({ ...(before ?? nothingSaid(actor.tenantId)), language }).catch(nothingIfAway);
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
