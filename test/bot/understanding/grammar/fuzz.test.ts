import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parts } from '../../../../bot/understanding/grammar/core/sentence.ts';
import { tidy } from '../../../../bot/understanding/grammar/core/tokens.ts';
import { en } from '../../../../bot/understanding/grammar/en/index.ts';
import { sv } from '../../../../bot/understanding/grammar/sv/index.ts';
import { isTooLong, LONGEST_SENTENCE } from '../../../../bot/understanding/length.ts';
import { startsChange, understand } from '../../../support/chat/understand.ts';
import { corpus } from './corpus.ts';

const LONGEST = LONGEST_SENTENCE.characters;
/** Parts that a word can be taken apart into: "Visiolicenser". */
const MOST_OF_ONE = 2;

const said = [...corpus('en'), ...corpus('sv')].map(({ text }) => text);
const words = [...new Set(said.flatMap((text) => text.split(' ')))];

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: LONGEST }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((some) => some.join(' ')),
    fc.constantFrom(...said),
  )
  .map((some) => some.slice(0, LONGEST));

/** The same again and again: what costs most to read. */
const repeated = fc
  .tuple(
    fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }), fc.constantFrom('&', 'ﷺ', ...words)),
    fc.nat(LONGEST),
  )
  .map(([some, times]) => some.repeat(times).slice(0, LONGEST));

/** What changes are about, and words that go with them, but none that asks for one. */
const HARMLESS = [
  ...[
    'S-1001',
    'C-2002',
    'G-240906',
    '3',
    'two',
    'tre',
    'Visio',
    'Power BI Pro',
    'copilot',
    'Lee Gu',
    'megan',
    'all',
    'alla',
  ],
  ...[
    'licenses',
    'licenser',
    'subscription',
    'prenumerationen',
    'users',
    'folk',
    'policy',
    'invoice',
    'faktura',
    'my',
    'mina',
  ],
  ...[
    'please',
    'tack',
    'the',
    'to',
    'from',
    'till',
    'på',
    'of',
    'for',
    'who',
    'vem',
    'how many',
    'not',
    'inte',
    'trials',
  ],
  ...[
    'self-service',
    'unused',
    'capacity',
    'kostnader',
    'expired',
    'show',
    'visa',
    'is',
    'är',
    'zebra',
    'av',
    'on',
    'off',
  ],
];

describe('Any text', () => {
  it('is answered with a command that exists, choices or suggestions', () => {
    const known = new Set([...Object.keys(en.phrases), 'answer']);
    const property = fc.property(text, (some) => {
      const understood = understand(some, '2026-11-21');
      const named =
        understood.kind === 'command'
          ? [understood.command]
          : understood.kind === 'ambiguous'
            ? understood.choices.map(({ command }) => command)
            : understood.closest;
      assert.ok(
        named.every((command) => known.has(command)),
        `${named}`,
      );
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('reaches no change without a word for it', () => {
    const property = fc.property(fc.array(fc.constantFrom(...HARMLESS), { maxLength: 12 }), (some) => {
      const understood = understand(some.join(' '));
      assert.ok(!startsChange(understood), JSON.stringify(understood));
    });
    fc.assert(property, { numRuns: 2000, examples: [[['folk', '3', 'licenses', 'C-2002']]] });
  });

  it('is read only where it has few enough words, however many its characters stand for', () => {
    const { characters, words } = LONGEST_SENTENCE;
    const property = fc.property(fc.oneof(text, repeated), (some) => {
      fc.pre(!isTooLong(some));
      const said = tidy(some);
      assert.ok(said.length <= characters);
      assert.ok(parts(said).length <= words * MOST_OF_ONE, `${parts(said).length} parts`);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  it('means the same in both vocabularies', () => {
    assert.deepEqual(Object.keys(sv.phrases).sort(), [...Object.keys(en.phrases)].sort());
  });
});
