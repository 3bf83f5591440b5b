import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../bot/features/index.ts';
import en from '../../locales/en.json' with { type: 'json' };
import sv from '../../locales/sv.json' with { type: 'json' };
import { ROOT, sourcesOf } from '../support/tree/sources.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

const row = (name: string): string => {
  const key = name as keyof typeof en.commands;
  return `| \`${en.commands[key].example}\` | \`${sv.commands[key].example}\` | ${en.commands[key].summary} |`;
};

describe('The README', () => {
  it('has a row for every command that can be said, made from the declarations', () => {
    const table = [
      '| English | Swedish | what it gives |',
      '|---|---|---|',
      ...commands.filter(({ topic }) => topic).map(({ name }) => row(name)),
    ];
    assert.ok(readme.includes(table.join('\n')), `the table should be:\n${table.join('\n')}`);
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
