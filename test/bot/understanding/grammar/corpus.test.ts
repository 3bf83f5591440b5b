import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../../locales/index.ts';
import { assertKnownWrong } from '../known-wrong.ts';
import { corpus, judge, knownWrongSentences } from './corpus.ts';

const LEAST_RIGHT = 0.93;

describe('The corpus of sentences', () => {
  it('is understood wrongly where the list of known wrong sentences says so, and nowhere else', () =>
    assertKnownWrong(knownWrongSentences));

  for (const language of LANGUAGES)
    describe(language, () => {
      const judged = corpus(language).map(judge);

      it('is large, and has many sentences that ask for nothing', () => {
        assert.ok(judged.length >= 400);
        assert.ok(judged.filter(({ sample }) => sample.command === undefined).length >= 60);
      });

      it('is understood, command and arguments', () => {
        const wrong = judged.filter(({ isRight }) => !isRight);
        const rate = 1 - wrong.length / judged.length;
        const told = wrong.map(({ sample, understood }) => `${sample.text} → ${JSON.stringify(understood)}`);
        assert.ok(rate >= LEAST_RIGHT, `${rate}\n${told.join('\n')}`);
      });

      it('reaches no change that was not asked for', () => {
        const acts = judged.filter(({ isFalseAct }) => isFalseAct).map(({ sample }) => sample.text);
        assert.deepEqual(acts, []);
      });
    });
});
