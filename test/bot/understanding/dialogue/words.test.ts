import assert from 'node:assert/strict';
import { enDialogue } from '../../../../bot/understanding/dialogue/en/index.ts';
import { svDialogue } from '../../../../bot/understanding/dialogue/sv/index.ts';
import { utteranceOf } from '../../../../bot/understanding/dialogue/utterance.ts';

const textsIn = (node: unknown): string[] =>
  typeof node === 'string' ? [node] : Object.values(Object(node)).flatMap(textsIn);

const sentence = (text: string) => ({ text, mentions: [] });

describe('The words about a conversation', () => {
  it('are written so that each way stands for what it looks like', () => {
    for (const way of [enDialogue, svDialogue].flatMap(textsIn)) {
      assert.doesNotMatch(way, /\/(?:[\s()]|$)|(?:^|[\s(])\//, `“${way}” has an empty choice`);
      assert.doesNotMatch(way, /\([^)]*\/[^)/]* [^)]*\/[^)]*\)/, `“${way}” chooses between several words`);
    }
  });

  for (const [text, saying] of [
    ['yes', 'yes'],
    ['ok, do it', 'yes'],
    ['ja kör', 'yes'],
    ['No thanks!', 'no'],
    ['nej tack', 'no'],
    ['next page please', 'next'],
    ['Nästa sida, tack', 'next'],
    ['go back', 'back'],
    ['tillbaka', 'back'],
    ['undo that', 'undo'],
    ['ångra', 'undo'],
    ['ångra den senaste ändringen', 'undo'],
    ['once again', 'again'],
    ['varför?', 'why'],
    ['what do I get back?', 'about-it'],
    ['vad får jag tillbaka?', 'about-it'],
    ['not that one', 'not-that'],
    ['inte den där', 'not-that'],
  ] as const)
    it(`“${text}” says ${saying}`, () => assert.equal(utteranceOf(sentence(text)).saying, saying));

  for (const text of [
    'cancel S-1001',
    'no licenses left',
    'yes men are 3 licenses',
    'ändra visio till 5',
    'next month',
    'undo S-1001',
  ])
    it(`“${text}” says more than that`, () => assert.equal(utteranceOf(sentence(text)).saying, undefined));

  for (const [text, frames, rest] of [
    ['and visio?', ['also'], 'visio'],
    ['och visio?', ['also'], 'visio'],
    ['till linnéa också', ['also'], 'till linnéa'],
    ['only visio', ['only'], 'visio'],
    ['bara visio', ['only'], 'visio'],
    ['make that three', ['make-that'], 'three'],
    ['gör det till 9', ['make-that'], '9'],
    ['ok tillbaka till power bi, gör det till 9', ['back-to', 'make-that'], 'power bi, 9'],
    ['C-2002 instead', ['instead'], 'C-2002'],
    ['S-1001', [], 'S-1001'],
  ] as const)
    it(`“${text}” adds “${rest}”`, () => {
      const said = utteranceOf(sentence(text));
      assert.deepEqual([[...said.frames].sort(), said.rest.text], [frames, rest]);
    });
});
