import assert from 'node:assert/strict';
import { sourcesOf } from '../support/tree/sources.ts';

/** The demo can be changed without a look at other tests than these, the chat windows that they open, and what is said there. */
const MAY_READ_THE_DEMO = ['test/e2e/', 'test/demo/', 'test/support/browser/', 'bench/understanding/'];
/** What stands in for Microsoft 365 holds no data: tests give it a world of their own. */
const DEMO = /\bdemo\/(?!\*|microsoft365\/)|\b(?:contoso|fabrikam)\.json\b/;

const others = sourcesOf('test', 'bench').filter(
  ({ path }) => !MAY_READ_THE_DEMO.some((folder) => path.startsWith(folder)) && !path.endsWith('factories.test.ts'),
);

describe('The data of the tests', () => {
  it('are what factories show; the demo is read by the tests of the whole product only', () => {
    assert.ok(others.length > 200);
    assert.deepEqual(
      others.filter(({ text }) => DEMO.test(text)).map(({ path }) => path),
      [],
    );
  });

  it('reach no other test by way of the chat windows either', () => {
    const windows = (from: string) => from.startsWith('test/support/browser/playground');
    assert.deepEqual(
      others.filter(({ imports }) => imports.some(({ from }) => windows(from))).map(({ path }) => path),
      [],
    );
  });
});
