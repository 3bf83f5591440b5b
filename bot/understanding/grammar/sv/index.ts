import texts from '../../../../locales/sv.json' with { type: 'json' };
import { merged, phrasesOf, type Vocabulary } from '../core/vocabulary.ts';
import { common } from './common.ts';
import { dates, values } from './values.ts';
import { words } from './words.ts';

/** Swedish: what names each command. */
export const sv: Vocabulary = {
  phrases: phrasesOf(texts.commands),
  words: merged(words, common),
  values,
  dates,
};
