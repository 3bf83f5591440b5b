import assert from 'node:assert/strict';
import fc from 'fast-check';
import { en } from '../../../../bot/understanding/grammar/en/index.ts';
import { sv } from '../../../../bot/understanding/grammar/sv/index.ts';
import { startsChange, understand } from '../../../support/chat/understand.ts';
import { corpus } from './corpus.ts';

/** Longest text that the bot reads, in UTF-16 units. */
const LONGEST = 1000;
const MOST_MS = 20;

const said = [...corpus('en'), ...corpus('sv')].map(({ text }) => text);
const words = [...new Set(said.flatMap((text) => text.split(' ')))];

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: LONGEST }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((some) => some.join(' ')),
    fc.constantFrom(...said),
  )
  .map((some) => some.slice(0, LONGEST));

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
    const known = new Set(Object.keys(en.phrases));
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
    fc.assert(property, { numRuns: 5000 });
  });

  it(`is read within ${MOST_MS} ms`, () => {
    const property = fc.property(text, (some) => {
      assert.ok(fastest(some) < MOST_MS, `${fastest(some)} ms`);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('means the same in both vocabularies', () => {
    assert.deepEqual(Object.keys(sv.phrases).sort(), [...Object.keys(en.phrases)].sort());
  });
});

/** The best of some tries, so that a busy machine does not count, in milliseconds. */
const fastest = (some: string): number =>
  Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now();
      understand(some);
      return performance.now() - start;
    }),
  );
