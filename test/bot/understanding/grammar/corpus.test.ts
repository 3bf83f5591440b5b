import assert from 'node:assert/strict';
import { corpus, judge } from './corpus.ts';

const LEAST_RIGHT = 0.97;

describe('The corpus of sentences', () => {
  for (const language of ['en', 'sv'] as const)
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
