import assert from 'node:assert/strict';
import { sourcesOf } from '../support/tree/sources.ts';

const EXPORT = /^export (?:abstract )?(?:async )?(?:const|function\*?|class|interface|type|enum) ([\w$]+)/gm;

/** The two grammars mirror each other, name for name: they count as one. */
const asOneLanguage = (path: string): string => path.replace('/grammar/sv/', '/grammar/en/');

/** Every exported name of a layer, with the files that declare it. */
const exportsOf = (layer: string): Map<string, Set<string>> => {
  const homes = new Map<string, Set<string>>();
  for (const { path, text } of sourcesOf(layer))
    for (const [, name = ''] of text.matchAll(EXPORT))
      homes.set(name, (homes.get(name) ?? new Set()).add(asOneLanguage(path)));
  return homes;
};

describe('Exported names', () => {
  for (const layer of ['bot', 'cards', 'services'])
    it(`mean one thing in ${layer}: each has one home`, () => {
      const homes = [...exportsOf(layer)];
      assert.ok(homes.length > 50);
      assert.deepEqual(
        homes.filter(([, files]) => files.size > 1).map(([name, files]) => `${name}: ${[...files].join(', ')}`),
        [],
      );
    });
});
