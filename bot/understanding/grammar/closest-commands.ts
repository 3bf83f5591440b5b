import Fuse from 'fuse.js';
import type { SpokenCommandName } from '../../../locales/index.ts';
import { isSpokenCommand, phraseBook } from './core/lexicon.ts';
import type { Part } from './core/sentence.ts';
import { isName } from './core/tags.ts';

const book = new Fuse(phraseBook, { keys: ['phrase'], threshold: 0.4, ignoreLocation: true, includeScore: true });

/** Words that are compared, and their length. */
const MOST_WORDS = 3;
const LENGTHS = { least: 4, most: 24 };

/** The commands that sound like a sentence: those that it names, then those that its unknown words resemble. */
export const closestCommands = (parts: readonly Part[]): SpokenCommandName[] => {
  const named = parts.flatMap(({ tags }) => [...tags.keys()].filter(isSpokenCommand));
  return [...new Set([...named, ...resembledCommands(parts)])];
};

const resembledCommands = (parts: readonly Part[]): SpokenCommandName[] => {
  const unknown = parts.filter((part) => isName(part) && part.text.length >= LENGTHS.least).slice(0, MOST_WORDS);
  const found = unknown.flatMap(({ text }) => book.search(text.slice(0, LENGTHS.most), { limit: 3 }));
  return found.sort((a, b) => (a.score ?? 1) - (b.score ?? 1)).map(({ item }) => item.command);
};
