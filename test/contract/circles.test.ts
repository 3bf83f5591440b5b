import assert from 'node:assert/strict';
import { circlesIn } from '../support/tree/circles.ts';
import { sourcesOf } from '../support/tree/sources.ts';

const files = sourcesOf('bot', 'cards', 'services', 'locales', 'manifest', 'demo', 'bench', 'docs', 'test');
/** Imports of types count, too: they tie files together for a reader just as much. */
const imports = new Map(files.map((file) => [file.path, file.imports.map(({ from }) => from)]));

describe('Circles of imports', () => {
  it('are found, however long', () => {
    const graph = new Map(Object.entries({ a: ['b', 'd'], b: ['c'], c: ['a', 'd'], d: ['e'], e: ['f'], f: ['e'] }));
    assert.deepEqual(circlesIn(graph), [
      ['e', 'f'],
      ['a', 'b', 'c'],
    ]);
  });

  it('are nowhere, of values or of types', () => {
    assert.ok([...imports.values()].flat().length > 1000);
    assert.deepEqual(circlesIn(imports), []);
  });
});
