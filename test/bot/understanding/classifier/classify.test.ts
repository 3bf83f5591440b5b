import assert from 'node:assert/strict';
import { guessesOf } from '../../../../bot/understanding/classifier/classify.ts';
import { featuresOf } from '../../../../bot/understanding/classifier/features.ts';
import { decodeModel, encodeModel } from '../../../../bot/understanding/classifier/model-file.ts';
import { withSigns } from '../../../../bot/understanding/classifier/signs.ts';
import { trainModel } from '../../../../tools/train/model.ts';

const LEARNED = [
  ['show', 'show me the bill'],
  ['show', 'show the list please'],
  ['show', 'can you show me @product'],
  ['show', 'list what we have'],
  ['show', 'a list of @product please'],
  ['stop', 'stop @product'],
  ['stop', 'please stop it'],
  ['stop', 'stop the whole thing now'],
  ['stop', 'I want it to stop now'],
  ['stop', 'end it and stop'],
].map(([label = '', text = '']) => ({ label, text, masked: text }));

const best = (model: ReturnType<typeof trainModel>, text: string) => guessesOf(model, featuresOf(text))[0];

describe('The classifier', () => {
  const model = trainModel(LEARNED, 8);

  it('learns from sentences what others mean', () => {
    assert.equal(best(model, 'would you show the bill')?.label, 'show');
    assert.equal(best(model, 'make it stop')?.label, 'stop');
  });

  it('is not led astray by capitals, accents, marks and a misspelling', () =>
    assert.equal(best(model, 'SHÓW me the lisst!')?.label, 'show'));

  it('says how likely each label is, all together 1, whatever it reads', () => {
    for (const text of ['show', '', '🙂', '?'.repeat(1000), 'x '.repeat(500)]) {
      const guesses = guessesOf(model, featuresOf(text));
      assert.deepEqual(guesses.map(({ label }) => label).sort(), ['show', 'stop']);
      assert.ok(Math.abs(guesses.reduce((sum, { p }) => sum + p, 0) - 1) < 1e-6, text);
    }
  });

  it('is the same after it was written and read', () => {
    const read = decodeModel(encodeModel(model));
    assert.deepEqual(guessesOf(read, featuresOf('show it')), guessesOf(model, featuresOf('show it')));
  });

  it('is learned the same each time', () => assert.ok(encodeModel(trainModel(LEARNED, 8)).equals(encodeModel(model))));
});

describe('Signs for names', () => {
  it('stand where the names stood, each with the letters around it', () => {
    const names = [
      { from: 5, to: 8, kind: 'person' },
      { from: 11, to: 16, kind: 'product' },
      { from: 24, to: 30, kind: 'subscription' },
    ];
    assert.equal(
      withSigns('give Lee a visiolicens, S-1001', names).replace(/ +/g, ' '),
      'give @person a @product licens, S-1001',
    );
  });
});
