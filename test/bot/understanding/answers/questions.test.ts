import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { startsChange, understand } from '../../../support/chat/understand.ts';

/** How many of the questions get an answer and nothing else. */
const LEAST_LEFT = 0.8;

interface Answers {
  readonly [id: string]: { readonly questions: readonly string[] };
}

const questionsIn = (language: 'en' | 'sv'): string[] => {
  const file = new URL(`../../../../bot/understanding/answers/${language}.json`, import.meta.url);
  const answers: Answers = JSON.parse(readFileSync(file, 'utf8'));
  return Object.values(answers).flatMap(({ questions }) => questions);
};

describe('Questions of how things work', () => {
  for (const language of ['en', 'sv'] as const) {
    const read = questionsIn(language).map((text) => ({ text, understood: understand(text) }));

    it(`start no change, ${language}`, () => {
      const acts = read.filter(({ understood }) => startsChange(understood));
      assert.deepEqual(acts, []);
    });

    it(`are left to their answers, ${language}`, () => {
      const started = read.filter(({ understood }) => understood.kind !== 'command' || understood.command !== 'answer');
      assert.ok(read.length > 0);
      assert.ok(started.length <= read.length * (1 - LEAST_LEFT), started.map(({ text }) => text).join('\n'));
    });
  }

  for (const text of ['who pays?', 'can guests buy?', 'hur köper jag?'])
    it(`“${text}” is one`, () => {
      const understood = understand(text);
      assert.equal(understood.kind === 'command' && understood.command, 'answer');
    });

  for (const text of ['what does Visio cost?', 'vad kostar Visio?'])
    it(`“${text}” is none: the price can be told`, () =>
      assert.deepEqual(understand(text), {
        kind: 'command',
        command: 'price',
        args: { product: 'Visio' },
        leftOver: [],
      }));
});
