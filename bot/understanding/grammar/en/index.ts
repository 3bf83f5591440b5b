import texts from '../../../../locales/en.json' with { type: 'json' };
import { merged, phrasesOf, type Vocabulary } from '../core/vocabulary.ts';
import { common } from './common.ts';
import { dates, values } from './values.ts';
import { words } from './words.ts';

/** English: what names each command. */
export const en: Vocabulary = {
  phrases: phrasesOf(texts.commands),
  words: merged(words, common),
  values,
  dates,
};
