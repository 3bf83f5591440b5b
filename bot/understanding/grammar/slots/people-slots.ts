import { listed, looksLikeName, type Run } from '../core/names.ts';
import type { Part } from '../core/sentence.ts';
import { freeRuns, nothing, type SlotInput, slot } from '../core/slots.ts';
import { canMean, canMeanAny } from '../core/tags.ts';

/** One person whom everything is about: a name by its form or its place. */
export const onePerson = slot(['people'], (asked) => {
  const found = freeRuns(asked);
  const run = found.find(looksLikeName) ?? found.find(isHolder) ?? oneself(asked);
  return run ? { args: { people: run.text }, used: run.parts } : nothing;
});

const BEFORE_HOLDER = ['did', 'be', 'costs', 'about-somebody', 'for', 'by', 'license', 'licenses'];

/** "What has lee", "what do lee and joni have": unknown words where whoever has something stands. */
const isHolder = ({ possessive, before, after }: Run): boolean =>
  possessive ||
  (before !== undefined && canMeanAny(before, BEFORE_HOLDER)) ||
  (before !== undefined && after !== undefined && canMean(after, 'holding'));

const oneself = ({ free }: SlotInput): Pick<Run, 'text' | 'parts'> | undefined => {
  const part = free.find((each: Part) => canMean(each, 'self'));
  return part && { text: part.text, parts: [part] };
};

/** Whose requests are meant, as a list with commas: names by their form, and unknown words where a name stands. */
export const requesters = slot(['people'], (asked) => {
  const found = freeRuns(asked).filter((run) => looksLikeName(run) || run.possessive || isBehindWord(run));
  return found.length === 0 ? nothing : { args: { people: listed(found) }, used: found.flatMap(({ parts }) => parts) };
});

const BEFORE_REQUESTER = ['decision', 'for', 'from', 'by', 'and', 'all', 'request', 'requests', 'license'];

const isBehindWord = ({ before }: Run): boolean => before !== undefined && canMeanAny(before, BEFORE_REQUESTER);

/** Whom somebody is to be asked for what they bought. */
export const whomAsked = slot(['purchaser'], (asked) => {
  const found = freeRuns(asked);
  const run = found.find(looksLikeName) ?? found.find(({ before }) => before !== undefined && canMean(before, 'bid'));
  return run ? { args: { purchaser: run.text }, used: run.parts } : nothing;
});
