import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { spokenCommands } from '../../bot/conversation/command.ts';
import { commands } from '../../bot/features/index.ts';
import { en as english } from '../../bot/understanding/grammar/en/index.ts';
import { sv as swedish } from '../../bot/understanding/grammar/sv/index.ts';
import en from '../../locales/en.json' with { type: 'json' };
import sv from '../../locales/sv.json' with { type: 'json' };
import { understand } from '../support/chat/understand.ts';
import { sourcesOf } from '../support/tree/sources.ts';

const names = Object.values(commands)
  .map(({ name }) => name)
  .sort();
/** What a sentence can ask for; the others are reached by buttons only. */
const spoken = spokenCommands(commands);
const spokenNames = spoken.map(({ name }) => name).sort();

describe('The registry of commands', () => {
  it('has each command in one file of a feature, which bears its name', () => {
    const files = sourcesOf('bot/features').map(({ path }) => basename(path, '.ts'));
    assert.deepEqual(
      names.filter((name) => files.filter((file) => file === name).length !== 1),
      [],
    );
  });

  it('has phrases for every command that can be said, in both languages, and for no other', () => {
    assert.deepEqual(Object.keys(english.phrases).sort(), spokenNames);
    assert.deepEqual(Object.keys(swedish.phrases).sort(), spokenNames);
  });

  it('has every command under the name that it declares', () => {
    assert.deepEqual(
      Object.entries(commands).filter(([name, command]) => name !== command.name),
      [],
    );
  });

  it('has a title for every command in both languages, and an example for those that can be said and for no other', () => {
    for (const texts of [en.commands, sv.commands]) {
      assert.deepEqual(Object.keys(texts).sort(), names);
      const withExample = Object.entries(texts).filter(([, text]) => 'example' in text);
      assert.deepEqual(withExample.map(([name]) => name).sort(), spokenNames);
    }
  });

  for (const { name, args } of spoken)
    it(`understands the example of ${name} in both languages`, () => {
      for (const { commands: texts } of [en, sv]) {
        const { example } = texts[name];
        const understood = understand(example);
        assert.ok(understood.kind === 'command', `“${example}” is not understood`);
        assert.equal(understood.command, name, example);
        assert.ok(args.safeParse(understood.args).success, `“${example}” gives arguments that ${name} refuses`);
      }
    });
});
