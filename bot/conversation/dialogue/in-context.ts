import type { Step } from '../../../services/conversations/dialogues.ts';
import { speaksAgainst } from '../../understanding/dialogue/amendment.ts';
import { clausesOf } from '../../understanding/dialogue/clauses.ts';
import { referencesIn } from '../../understanding/dialogue/references.ts';
import type { Sentence } from '../../understanding/dialogue/sentence.ts';
import type { CommandContext } from '../command.ts';
import { heard, heardIn } from './hearing.ts';
import { type Found, isLong, type Said, type Turn } from './said.ts';
import { guarded } from './ways/amending/guarding.ts';
import { withCarried } from './ways/carrying.ts';
import { LONG_WAYS, WAYS, type Way } from './ways/index.ts';
import { inherited } from './ways/inheriting.ts';

/** A sentence in the light of what was said before. */
export interface InContext {
  /** The sentence, without what only ties it to the one before. */
  readonly sentence: Sentence;
  /** The command that it means, which it would not mean by itself. */
  readonly step: Step | undefined;
  /** What is asked about instead of it, where it is doubtful. */
  readonly asked?: readonly Step[] | undefined;
}

/**
 * What a sentence means in the light of what was spoken of: all ways to read it compete with what it means by itself. Then it
 * has no step.
 */
export const inContext = async (sentence: Sentence, context: CommandContext, turn: Turn): Promise<InContext> => {
  const said = await heard(sentence, context, turn);
  if (!said) return { sentence, step: undefined };
  const whole = await likeliest(said);
  const part = whole.score < CLEAR ? await clauseOf(said) : undefined;
  const best = guarded(part && part.score > whole.score ? part : whole, said);
  explainFound(best, said);
  const step = best.step && withCarried(best.step, said.dialogue, context);
  const asked = step && best.isDoubtful ? [step, ...(best.others ?? [])] : undefined;
  return { sentence: best.sentence ?? said.plain, step, asked };
};

/** Of a reading beside which no part of the sentence is looked at. */
const CLEAR = 0.9;

/** "Too expensive. Switch it off": what the one clause means that asks for something, where the others name nothing and deny nothing. */
const clauseOf = async ({ utterance: { sentence }, dialogue, context, ...turn }: Said): Promise<Found | undefined> => {
  const clauses = clausesOf(sentence);
  if (clauses.length < 2 || isLong(sentence)) return undefined;
  const found = await Promise.all(clauses.map((clause) => partMeant(heardIn(dialogue, clause, context, turn))));
  const [only, ...others] = found.filter((each) => each !== undefined);
  const at = found.indexOf(only);
  const isRestEmpty = clauses.every((clause, i) => i === at || isAside(clause));
  return only && others.length === 0 && isRestEmpty ? only : undefined;
};

const partMeant = async (said: Said): Promise<Found | undefined> => {
  const best = await likeliest(said);
  if (best.score < MEANT || (!best.step && said.alone.kind !== 'command')) return undefined;
  const sentence = best.step ? undefined : said.plain;
  return { ...best, sentence, score: best.score * OF_PART };
};

const MEANT = 0.79;
const OF_PART = 0.98;

const isAside = ({ text, mentions }: Sentence): boolean =>
  mentions.length === 0 &&
  !/\d/.test(text) &&
  !speaksAgainst(text.replace(/^\W*(?:no|nej|nä|oh|oj|wait|vänta)\b/i, ''));

const explainFound = ({ step, score }: Found, { context }: Said): void => {
  if (step) context.explain?.({ readings: [{ ...step, score, by: 'dialogue', leftOver: [] }], recognised: [] });
};

/** The surest reading. What cannot become surer than the best so far is not tried. */
const likeliest = async (said: Said): Promise<Found> => {
  let best = byItself(said);
  const alone = said.alone.kind === 'command' ? best.score : 0;
  const ways = (isLong(said.utterance.sentence) ? LONG_WAYS : WAYS).map((way) => ({
    ...way,
    score: scoreOf(way, alone),
  }));
  for (const { score, read } of ways.sort((a, b) => b.score - a.score)) {
    if (score <= best.score) break;
    const found = { score, ...(await read(said)) };
    if ((found.step || found.sentence) && found.score > best.score) best = found;
  }
  return best;
};

/** How sure it is that a sentence means what it says by itself. A command that is said in full wins over what is open. */
const byItself = ({ alone, plain, isWhole, read, circumstances: { changing } }: Said): Found => {
  const [first] = read(plain).readings;
  if (isWhole) return { score: WHOLE };
  if (alone.kind === 'command') return { score: changing.has(alone.command) ? CHANGE : LOOK };
  return { score: first?.command === 'answer' ? ANSWER * first.score : 0 };
};

const WHOLE = 0.94;
/** Nobody says what a change is called without meaning one; the words of a look are often those of a filter. */
const CHANGE = 0.82;
const LOOK = 0.5;
/** Of an answer that nothing else stands against. */
const ANSWER = 0.85;

/** What only adds to what a sentence says by itself is surer than that. */
const scoreOf = ({ score, adds }: Way, alone: number): number => (adds ? Math.max(score, alone + score / 100) : score);

/** Whether what a text means may depend on what was spoken of; found out without looking anything up. */
export const mayBeInContext = async (text: string, context: CommandContext, turn: Turn): Promise<boolean> => {
  const sentence = { text, mentions: [] };
  const said = await heard(sentence, context, turn);
  if (said?.alone.kind !== 'command') return said !== undefined;
  const isClear = said.isWhole || ['close', 'help'].includes(said.alone.command);
  return !isClear || referencesIn(sentence).length > 0 || inherited(said) !== undefined;
};
