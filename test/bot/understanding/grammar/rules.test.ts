import assert from 'node:assert/strict';
import { PECULIAR } from '../../../../bot/understanding/grammar/core/holds.ts';
import { en } from '../../../../bot/understanding/grammar/en/index.ts';
import { rules } from '../../../../bot/understanding/grammar/rules.ts';
import { sv } from '../../../../bot/understanding/grammar/sv/index.ts';

const BY_FORM = ['ref', 'number', 'invoice-number', 'product'];

const tagsIn = ({ phrases, words, values }: typeof en): string[] =>
  [phrases, words, values].flatMap((some) => Object.keys(some));

describe('The rules', () => {
  it('ask only for words that a vocabulary has', () => {
    const known = new Set([...tagsIn(en), ...tagsIn(sv), ...PECULIAR, ...BY_FORM]);
    const asked = rules.flatMap(({ when, may = '' }) => `${when} ${may}`.trim().split(/[ |]/));
    const unknown = asked.map((tag) => tag.replace(/^[!~]|=.*$/g, '')).filter((tag) => !known.has(tag));
    assert.deepEqual([...new Set(unknown)], []);
  });

  it('name only commands that can be said', () => {
    const named = rules.flatMap(({ command, or = [] }) => [command, ...or.map((other) => other.command)]);
    assert.deepEqual(
      named.filter((command) => !(command in en.phrases)),
      [],
    );
  });

  it('reach every command that has phrases', () => {
    const reached = new Set(rules.map(({ command }) => command));
    assert.deepEqual(
      Object.keys(en.phrases).filter((command) => !reached.has(command)),
      [],
    );
  });
});
