import { guessesOf } from '../../bot/understanding/classifier/classify.ts';
import { featuresOf } from '../../bot/understanding/classifier/features.ts';
import { LANGUAGES } from '../../locales/index.ts';
import { MEANING_UNITS, trainModel } from './model.ts';
import type { Sentence } from './sentences.ts';

const SHARES = [1 / 8, 1 / 4, 1 / 2, 1];

/** How the model grows with what it has read: for shares of the others' sentences, what is right of each hand's. */
export const learningCurve = function* (sentences: readonly Sentence[]): Generator<string> {
  yield '| language | sentences by others | first guess right | among the first three |\n|---|---|---|---|\n';
  for (const language of LANGUAGES) for (const share of SHARES) yield rowOf(sentences, language, share);
};

const rowOf = (sentences: readonly Sentence[], language: Sentence['language'], share: number): string => {
  const hands = [...new Set(sentences.filter((each) => each.language === language).map(({ hand }) => hand))];
  const results = hands.map((hand) => tried(sentences, { language, hand }, share));
  const [learned, first, three] = [
    mean(results.map(({ learned }) => learned)),
    mean(results.map(({ first }) => first)),
    mean(results.map(({ three }) => three)),
  ];
  return `| ${language} | ${Math.round(learned)} | ${percent(first)} | ${percent(three)} |\n`;
};

/** What a model that has read a share of the others makes of one hand's sentences. */
const tried = (sentences: readonly Sentence[], by: Pick<Sentence, 'language' | 'hand'>, share: number) => {
  const isOwn = ({ language, hand }: Sentence): boolean => language === by.language && hand === by.hand;
  const others = sentences.filter((each, i) => !isOwn(each) && spread(i) < share);
  const own = sentences.filter(isOwn);
  const model = trainModel(others, MEANING_UNITS);
  const ranks = own.map(({ label, masked }) =>
    guessesOf(model, featuresOf(masked)).findIndex((guess) => guess.label === label),
  );
  const shareOf = (isGood: (rank: number) => boolean) => ranks.filter(isGood).length / ranks.length;
  return {
    learned: others.length,
    first: shareOf((rank) => rank === 0),
    three: shareOf((rank) => rank >= 0 && rank < 3),
  };
};

/** Numbers spread evenly from 0 to 1, so that a share of all is a share of each label. */
const spread = (i: number): number => (i * 0.618_033_988_75) % 1;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
