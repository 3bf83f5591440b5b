import type { Step } from '../../../../services/conversations/dialogues.ts';
import type { Sentence } from '../../../understanding/dialogue/sentence.ts';
import type { Found, Said } from '../said.ts';
import { amended } from './amending/amending.ts';
import { takenOut } from './amending/taking-out.ts';
import { askedAbout } from './asking.ts';
import { filtered } from './filtering.ts';
import { goneOnWithLast, goneOnWithWaiting, reasonGiven } from './going-on.ts';
import { inherited } from './inheriting.ts';
import { familyLeftOut, leftOut, leftOutQuestion } from './leaving-out.ts';
import { chosenItem } from './pointing/choosing.ts';
import { withoutReferences } from './pointing/dangling.ts';
import { namedChoice } from './pointing/naming-choices.ts';
import { pointedAt, pointedByName, pointedQuestion } from './pointing/pointing.ts';
import { withSibling } from './pointing/siblings.ts';
import { askedHowLong, fetched, justReplied, replied, repliedAmong } from './replying.ts';
import { returnedTo } from './returning.ts';
import { switched } from './switching.ts';

/** A way to read a sentence by what was said before. */
export interface Way {
  /** How sure what it finds can be, from 0 to 1; what it finds may be less so. */
  readonly score: number;
  readonly read: (said: Said) => Promise<(Omit<Found, 'score'> & Partial<Found>) | undefined>;
  /** It keeps all that the sentence says by itself. */
  readonly adds?: boolean;
}

type Maybe<Thing> = Promise<Thing | undefined> | Thing | undefined;

const toStep =
  (way: (said: Said) => Maybe<Step>): Way['read'] =>
  async (said) => {
    const step = await way(said);
    return step && { step };
  };

const toSentence =
  (way: (said: Said) => Maybe<Sentence>): Way['read'] =>
  async (said) => {
    const sentence = await way(said);
    return sentence && { sentence };
  };

/** A sentence that is no command may name a sibling of what is spoken of. */
const inPart =
  <Thing>(way: (said: Said) => Maybe<Thing>) =>
  async (said: Said): Promise<Thing | undefined> => {
    const rest = (await withSibling(said)) ?? said.utterance.rest;
    return way({ ...said, utterance: { ...said.utterance, rest } });
  };

export const WAYS: readonly Way[] = [
  { score: 0.99, read: async (said) => justReplied(said) },
  { score: 0.98, read: toStep(chosenItem) },
  { score: 0.97, read: toStep(takenOut) },
  { score: 0.955, read: amended },
  { score: 0.945, read: toStep(pointedByName) },
  { score: 0.96, read: toStep(returnedTo) },
  { score: 0.935, read: async (said) => replied(said) },
  { score: 0.88, read: toStep(switched) },
  { score: 0.87, read: async (said) => repliedAmong(said) },
  { score: 0.93, read: toStep(namedChoice) },
  { score: 0.92, read: toStep(inPart(goneOnWithWaiting)) },
  { score: 0.91, read: toStep(leftOut) },
  { score: 0.9, read: inPart(goneOnWithLast) },
  { score: 0.89, read: toStep(reasonGiven) },
  { score: 0.9, read: toStep(fetched), adds: true },
  { score: 0.86, read: async (said) => askedAbout(said), adds: true },
  { score: 0.855, read: async (said) => askedHowLong(said), adds: true },
  { score: 0.85, read: toStep(pointedAt), adds: true },
  { score: 0.78, read: toStep(filtered) },
  { score: 0.84, read: toStep(familyLeftOut), adds: true },
  { score: 0.8, read: toStep(inherited), adds: true },
  { score: 0.6, read: toStep(withoutReferences), adds: true },
  { score: 0.4, read: toSentence(pointedQuestion) },
  { score: 0.3, read: toSentence(leftOutQuestion) },
];

export const LONG_WAYS: readonly Way[] = [{ score: 0.9, read: toStep(reasonGiven) }];
