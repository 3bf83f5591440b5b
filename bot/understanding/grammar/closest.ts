import Fuse from 'fuse.js';
import { isName } from './core/holds.ts';
import { phraseBook } from './core/lexicon.ts';
import type { Part } from './core/sentence.ts';

const commands: ReadonlySet<string> = new Set(phraseBook.map(({ command }) => command));
const book = new Fuse(phraseBook, { keys: ['phrase'], threshold: 0.4, ignoreLocation: true, includeScore: true });

/** Words that are compared, and their length. */
const MOST_WORDS = 3;
const LENGTHS = { least: 4, most: 24 };

/** The commands that sound like a sentence: those that it names, then those that its unknown words resemble. */
export const closest = (parts: readonly Part[]): string[] => {
  const named = parts.flatMap(({ tags }) => [...tags.keys()].filter((tag) => commands.has(tag)));
  return [...new Set([...named, ...alike(parts)])];
};

const alike = (parts: readonly Part[]): string[] => {
  const unknown = parts.filter((part) => isName(part) && part.text.length >= LENGTHS.least).slice(0, MOST_WORDS);
  const found = unknown.flatMap(({ text }) => book.search(text.slice(0, LENGTHS.most), { limit: 3 }));
  return found.sort((a, b) => (a.score ?? 1) - (b.score ?? 1)).map(({ item }) => item.command);
};
