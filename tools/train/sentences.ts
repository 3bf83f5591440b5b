import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { TOPIC_IDS, TOPIC_TEXTS } from '../../bot/understanding/answers/texts.ts';
import type { Language } from '../../locales/index.ts';

/** A sentence as somebody wrote it, and what it means. */
export interface Sentence {
  readonly label: string;
  readonly language: Language;
  /** As it was typed. */
  readonly text: string;
  /** With a sign for each name in it. */
  readonly masked: string;
  /** Who wrote it: the name of the file. */
  readonly hand: string;
}

const SENTENCES = new URL('./sentences/', import.meta.url);

/** How the files mark names, and the sign that is learned in place of each. */
const NAMES = [
  [/\[([^\]]*)\]/g, ' @person '],
  [/<([^>]*)>/g, ' @product '],
  [/\{([^}]*)\}/g, ' @customer '],
] as const;

/**
 * All sentences of a language: the questions that the answers know themselves, and what stands in the files of its folder,
 * a line each, below a line `# label`; names are marked as `[Lee Gu]`, `<Visio Plan 2>`, `{Contoso}`.
 */
export const readSentences = (language: Language): Sentence[] => [
  ...writtenSentences(language),
  ...answeredQuestions(language),
];

const writtenSentences = (language: Language): Sentence[] => {
  const folder = new URL(`${language}/`, SENTENCES);
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files
    .sort()
    .flatMap((name) => sentencesOf(readFileSync(new URL(name, folder), 'utf8'), { language, hand: name.slice(0, -4) }));
};

/** Products as the answers' questions name them. */
const PRODUCTS =
  /\b(?:Visio|Project|Power BI(?: Pro)?|Power Apps|Power Automate|(?:Microsoft 365 )?Copilot|Teams Premium|Clipchamp)\b/g;

const answeredQuestions = (language: Language): Sentence[] =>
  TOPIC_IDS.flatMap((id) =>
    TOPIC_TEXTS[language][id].questions.map((text) => ({
      ...{ language, text, label: `answer:${id}`, hand: 'answers' },
      masked: text.replace(PRODUCTS, ' @product '),
    })),
  );

const sentencesOf = (file: string, by: Pick<Sentence, 'language' | 'hand'>): Sentence[] => {
  let label = '';
  return file.split('\n').flatMap((written) => {
    const line = written.trim();
    if (line.startsWith('# ')) label = line.slice(2).trim();
    return line === '' || line.startsWith('#') ? [] : [{ ...by, label, text: typed(line), masked: masked(line) }];
  });
};

const typed = (line: string): string => NAMES.reduce((text, [mark]) => text.replace(mark, '$1'), line);
const masked = (line: string): string => NAMES.reduce((text, [mark, sign]) => text.replace(mark, sign), line);

/** What tells whether a model was learned from these sentences. */
export const digestOf = (sentences: readonly Pick<Sentence, 'label' | 'text'>[]): string =>
  createHash('sha256')
    .update(sentences.map(({ label, text }) => `${label}\t${text}\n`).join(''))
    .digest('hex');

/** What makes two sentences the same: their words, whatever the names, numbers and marks in them. */
export const wordingOf = ({ masked }: Pick<Sentence, 'masked'>): string =>
  masked
    .toLowerCase()
    .replace(/\p{N}+/gu, '0')
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
