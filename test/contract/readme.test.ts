import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../bot/features/index.ts';
import { ROOT, sourcesOf } from '../support/tree/sources.ts';

const spoken = Object.values(commands).filter(({ topic }) => topic);
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('The README', () => {
  it('has a row for every command that can be said', () => {
    assert.match(readme, /^\| `cancel S-1001` \| `avsluta S-1001` \| .+ \|$/m);
    const [, table = ''] = readme.split(/<!-- \/?commands -->/);
    assert.equal(table.match(/^\| `/gm)?.length, spoken.length);
  });

  it('names every variable of the configuration', () => {
    const [config] = sourcesOf('bot').filter(({ path }) => path === 'bot/start/config.ts');
    const variables = config?.text.match(/^ {2}[A-Z][A-Za-z_]+(?=: )/gm)?.map((name) => name.trim()) ?? [];
    assert.ok(variables.length > 8);
    const passedOn = ['PATH', 'HOME'];
    assert.deepEqual(
      variables.filter((name) => !passedOn.includes(name) && !readme.includes(`\`${name}\``)),
      [],
    );
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/npm run ([a-z:-]+)/g)].map((match) => match[1] ?? '');
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});
