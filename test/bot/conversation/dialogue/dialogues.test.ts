import assert from 'node:assert/strict';
import { dialoguesIn, type HeardTurn, hold, openStage, type Stage } from './dialogues.ts';

/** The share of turns in context that are to be understood, in hundredths. */
const WANTED = 96;

describe('Dialogues', () => {
  let stages: { contoso: Stage; fabrikam: Stage };
  before(async () => {
    stages = { contoso: await openStage(undefined), fabrikam: await openStage('fabrikam') };
  });

  for (const language of ['en', 'sv'] as const) {
    const heard: HeardTurn[] = [];
    for (const dialogue of dialoguesIn(language))
      it(`go on after “${dialogue.turns[0]?.[0]}” (${dialogue.who}, ${language})`, async () => {
        heard.push(...(await hold(dialogue, stages[dialogue.cast ?? 'contoso'])));
      });

    it(`are understood in ${WANTED} % of what depends on the turns before (${language})`, () => {
      const depending = heard.filter(({ inContext }) => inContext);
      const wrong = depending.filter(({ isRight }) => !isRight);
      const told = wrong.map(({ said, wanted, got }) => `“${said}”: ${wanted}; but ${got}`).join('\n');
      assert.ok(wrong.length <= depending.length * (1 - WANTED / 100), told);
    });
  }
});
