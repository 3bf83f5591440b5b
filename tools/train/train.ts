import { writeFileSync } from 'node:fs';
import { encodeModel } from '../../bot/understanding/classifier/model-file.ts';
import { LANGUAGES } from '../../locales/index.ts';
import { learningCurve } from './curve.ts';
import { MEANING_UNITS, trainModel } from './model.ts';
import { readSentences } from './sentences.ts';

/**
 * Learns from the sentences in `sentences/` what is meant, and in which language: `npm run train` writes both models into
 * `bot/understanding/classifier/`; `npm run train -- --curve` prints instead what they would make of sentences by somebody
 * whose others they have not seen.
 */
const write = (name: string, file: Buffer): void => {
  writeFileSync(new URL(`../../bot/understanding/classifier/${name}`, import.meta.url), file);
  process.stdout.write(`${name}: ${(file.length / 1e6).toFixed(2)} MB\n`);
};

const LANGUAGE_UNITS = 2;
const sentences = LANGUAGES.flatMap((language) => readSentences(language));

if (process.argv.includes('--curve')) {
  for (const line of learningCurve(sentences)) process.stdout.write(line);
} else {
  const byLanguage = sentences.map((each) => ({ ...each, label: each.language }));
  write('meaning.model', encodeModel(trainModel(sentences, MEANING_UNITS)));
  write('language.model', encodeModel(trainModel(byLanguage, LANGUAGE_UNITS)));
}
