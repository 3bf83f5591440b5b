import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { classify, languagesOf } from '../../../../bot/understanding/classifier/classify.ts';
import { decodeModel, type Model } from '../../../../bot/understanding/classifier/model-file.ts';
import { LANGUAGES } from '../../../../locales/index.ts';
import { digestOf, readSentences, wordingOf } from '../../../../tools/train/sentences.ts';

const modelIn = (name: string): Model =>
  decodeModel(readFileSync(new URL(`../../../../bot/understanding/classifier/${name}`, import.meta.url)));

const LEAST_SENTENCES = 12_000;

describe('The sentences that the bot learns from', () => {
  const sentences = LANGUAGES.flatMap(readSentences);

  for (const language of LANGUAGES)
    it(`are different in more than a name or a number, in ${language}`, () => {
      const wordings = new Set(sentences.filter((each) => each.language === language).map(wordingOf));
      assert.ok(wordings.size >= LEAST_SENTENCES, `${wordings.size} wordings`);
    });

  it('mean one thing each', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { label, text } of sentences) meanings.set(text, (meanings.get(text) ?? new Set()).add(label));
    assert.deepEqual(
      [...meanings].filter(([, labels]) => labels.size > 1),
      [],
    );
  });

  it('are what the models in the tree were learned from: `npm run train`', () => {
    assert.equal(modelIn('meaning.model').source, digestOf(sentences));
    const byLanguage = sentences.map(({ language, text }) => ({ label: language, text }));
    assert.equal(modelIn('language.model').source, digestOf(byLanguage));
  });

  it('tell what is meant by others', () => {
    assert.equal(classify('please get rid of S-1001 for me')[0]?.label, 'cancel');
    assert.equal(classify('vad händer när den som köpte slutar hos oss')[0]?.label, 'answer:purchaser-leaves');
  });

  it('tell the languages apart', () => {
    assert.equal(languagesOf('who has the licenses that we pay for')[0]?.label, 'en');
    assert.equal(languagesOf('vilka har licenserna som vi betalar')[0]?.label, 'sv');
  });
});
