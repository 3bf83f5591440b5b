import assert from 'node:assert/strict';
import { dialoguesIn, type HeardTurn, hold } from './dialogues.ts';

/** The share of turns in context that are to be understood, in hundredths. */
const WANTED = 90;

for (const language of ['en', 'sv'] as const)
  describe(`Dialogues (${language})`, () => {
    it(`are understood in ${WANTED} % of what depends on the turns before`, async () => {
      const heard: HeardTurn[] = [];
      for (const dialogue of dialoguesIn(language)) heard.push(...(await hold(dialogue)));
      const depending = heard.filter(({ inContext }) => inContext);
      const wrong = depending.filter(({ isRight }) => !isRight);
      const told = wrong.map(({ said, wanted, got }) => `“${said}”: ${wanted}; but ${got}`).join('\n');
      assert.ok(wrong.length <= depending.length * (1 - WANTED / 100), told);
    });
  });
