import assert from 'node:assert/strict';
import en from '../../locales/en.json' with { type: 'json' };
import sv from '../../locales/sv.json' with { type: 'json' };
import { sourcesOf } from '../support/tree/sources.ts';

/** Every text of a locale by its dotted key; the phrases of commands are heard, not said. */
const flatten = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[path + key, value]];
    return Array.isArray(value) ? [] : flatten(value as object, `${path}${key}.`);
  });

const english = new Map(flatten(en));
const swedish = new Map(flatten(sv));
const slots = (text: string | undefined) => [...new Set(text?.match(/\{\{\w+\}\}/g))].sort();

describe('The locales', () => {
  it('have the same keys', () => assert.deepEqual([...swedish.keys()], [...english.keys()]));

  it('have no empty text', () => {
    assert.deepEqual(
      [...english, ...swedish].filter(([, text]) => text.trim() === ''),
      [],
    );
  });

  it('fill the same slots in both languages', () => {
    const differing = [...english].filter(([key, text]) => slots(text).join() !== slots(swedish.get(key)).join());
    assert.deepEqual(differing, []);
  });

  it('are used: every text is named in the code', () => {
    const code = sourcesOf('bot', 'cards', 'manifest')
      .map(({ text }) => text)
      .join('\n');
    const stems = [...english.keys()].map((key) => key.replace(/_(one|other)$/, ''));
    // A key may be built from a value: `status.${status}` uses all of status.
    const isUsed = (key: string) => {
      const parts = key.split('.');
      const built = parts.map((_, i) => `${parts.slice(0, i).join('.')}.\${`);
      return code.includes(`'${key}'`) || built.slice(1).some((prefix) => code.includes(`\`${prefix}`));
    };
    assert.deepEqual([...new Set(stems.filter((key) => !isUsed(key)))], []);
  });
});
