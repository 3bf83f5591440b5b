import assert from 'node:assert/strict';
import { commands } from '../../bot/features/index.ts';
import { actionsOf } from '../support/chat/conversation.ts';
import { sourcesOf } from '../support/tree/sources.ts';
import { templates } from '../support/tree/templates.ts';

const names = new Set<string>(Object.keys(commands));

describe('Verbs', () => {
  it('of every template are commands', () => {
    const verbs = templates.flatMap(({ file, template }) => actionsOf(template).map(({ verb }) => `${file}: ${verb}`));
    assert.ok(verbs.length > 0);
    const literal = verbs.filter((verb) => !verb.includes('${'));
    assert.deepEqual(
      literal.filter((verb) => !names.has(verb.split(': ')[1] ?? '')),
      [],
    );
  });

  it('of every button in the code are commands', () => {
    const verbs = sourcesOf('bot', 'cards').flatMap(({ path, text }) =>
      [...text.matchAll(/\bverb: '([^']+)'/g)].map((match) => ({ path, verb: match[1] ?? '' })),
    );
    assert.ok(verbs.length > 0);
    assert.deepEqual(
      verbs.filter(({ verb }) => !names.has(verb)),
      [],
    );
  });

  it('stand on no Action.Submit, which would bypass the one route for buttons', () => {
    for (const { file, template } of templates) assert.ok(!JSON.stringify(template).includes('Action.Submit'), file);
  });
});
