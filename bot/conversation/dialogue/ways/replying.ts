import type { Dialogue, Step } from '../../../../services/conversations/dialogues.ts';
import { referencesIn } from '../../../understanding/dialogue/references.ts';
import { asksWhatItMeans } from '../../../understanding/dialogue/utterance.ts';
import type { Saying } from '../../../understanding/dialogue/words.ts';
import type { CommandContext } from '../../command.ts';
import { MYSELF } from '../../common-buttons.ts';
import type { Said } from '../said.ts';

/** A sentence that says nothing but what to do with what was said before: yes, next page, back, again, undo, why. */
export const replied = ({ utterance: { saying }, dialogue, context }: Said): Step | undefined =>
  saying && REPLIES[saying](dialogue, context);

/** The same where it says nothing else, whatever command its words could name. */
export const justReplied = (said: Said): Step | undefined => {
  const { saying } = said.utterance;
  return saying && ALWAYS.has(saying) ? replied(said) : undefined;
};

/** What asks what a change would mean that has just been asked about: its card tells. */
export const askedAbout = ({ utterance: { sentence }, dialogue, isWhole }: Said): Step | undefined => {
  const isAboutIt = !isWhole || referencesIn(sentence).length > 0;
  return isAboutIt && asksWhatItMeans(sentence) ? justAsked(dialogue) : undefined;
};

const ALWAYS: ReadonlySet<Saying> = new Set(['no', 'holders', 'home']);

const CLOSE: Step = { command: 'close', args: {} };

/** What waits, without what is remembered of it. */
const asked = ({ waiting }: Dialogue): Step | undefined => waiting && { command: waiting.command, args: waiting.args };

/** What the last turn asked. */
const justAsked = (dialogue: Dialogue): Step | undefined => (dialogue.waiting?.age === 0 ? asked(dialogue) : undefined);

const lastStep = (dialogue: Dialogue): Step | undefined => justAsked(dialogue) ?? dialogue.steps[0];

/** The question without what it was about. */
const askedAnew = ({ command, args: { subscription: _, product: __, purchaser: ___, ...args } }: Step): Step => ({
  command,
  args,
});

const aboutThing = ({ focus, recent }: Dialogue): Step | undefined => {
  const ref = focus.slice(0, recent).find(({ kind }) => kind === 'subscription')?.said;
  return ref === undefined ? undefined : { command: 'subscription', args: { subscription: ref } };
};

/** The subscription that was spoken of, or whoever has the product. */
const holders = (dialogue: Dialogue): Step | undefined => {
  const product = dialogue.focus.slice(0, dialogue.recent).find(({ kind }) => kind === 'product')?.said;
  return aboutThing(dialogue) ?? (product === undefined ? undefined : { command: 'licenses', args: { product } });
};

type Reply = (dialogue: Dialogue, context: CommandContext) => Step | undefined;

const REPLIES: Readonly<Record<Saying, Reply>> = {
  // Typing alone changes nothing: the question is shown again, with its button.
  yes: (dialogue) => (dialogue.choosing && dialogue.items.length === 1 ? dialogue.items[0] : asked(dialogue)),
  no: ({ waiting, choosing }) => (waiting || choosing ? CLOSE : undefined),
  'not-that': (dialogue) => {
    const waiting = asked(dialogue);
    return waiting && !dialogue.choosing ? askedAnew(waiting) : dialogue.steps[0];
  },
  next: ({ next }) => next,
  previous: ({ previous }) => previous,
  back: ({ previous, steps }) => previous ?? steps[1] ?? steps[0],
  again: lastStep,
  why: lastStep,
  undo: (dialogue) => (justAsked(dialogue) ? CLOSE : dialogue.undo),
  holders,
  home: (_, { actor, home }) =>
    actor.tenantId === home.tenantId ? undefined : { command: 'act-for', args: { customer: MYSELF } },
  'about-it': (dialogue) => justAsked(dialogue) ?? aboutThing(dialogue),
};
