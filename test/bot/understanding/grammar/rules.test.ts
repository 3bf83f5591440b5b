import assert from 'node:assert/strict';
import { FORM_TAGS } from '../../../../bot/understanding/grammar/core/tags.ts';
import { en } from '../../../../bot/understanding/grammar/en/index.ts';
import { rules } from '../../../../bot/understanding/grammar/rules.ts';
import { sv } from '../../../../bot/understanding/grammar/sv/index.ts';
import { decidingRule } from '../../../../bot/understanding/interpret.ts';
import enTexts from '../../../../locales/en.json' with { type: 'json' };
import { LANGUAGES } from '../../../../locales/index.ts';
import svTexts from '../../../../locales/sv.json' with { type: 'json' };
import { changing } from '../../../support/chat/understand.ts';
import { corpus, TODAY } from './corpus.ts';

const BY_FORM = ['ref', 'number', 'invoice-number', 'product'];

const tagsIn = ({ phrases, words, values }: typeof en): string[] =>
  [phrases, words, values].flatMap((some) => Object.keys(some));

const examples = [enTexts, svTexts].flatMap(({ commands }) =>
  Object.values(commands).flatMap((texts) => ('example' in texts ? [texts.example] : [])),
);

describe('The rules', () => {
  it('ask only for words that a vocabulary has', () => {
    const known = new Set([...tagsIn(en), ...tagsIn(sv), ...FORM_TAGS, ...BY_FORM]);
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
    const reached = new Set<string>(rules.map(({ command }) => command));
    assert.deepEqual(
      Object.keys(en.phrases).filter((command) => !reached.has(command)),
      [],
    );
  });

  it('each decide a sentence of the corpus, or the example of a command', () => {
    const circumstances = { changing, today: TODAY };
    const said = LANGUAGES.flatMap((language) => corpus(language).map(({ text }) => text));
    const deciding = new Set([...said, ...examples].map((text) => decidingRule(text, circumstances)));
    const idle = rules.filter((rule) => !deciding.has(rule)).map(({ command, when }) => `${command}: ${when}`);
    assert.deepEqual(idle, []);
  });
});
