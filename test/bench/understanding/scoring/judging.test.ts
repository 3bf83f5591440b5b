import assert from 'node:assert/strict';
import type { Outcome } from '../../../../bench/understanding/outcome.ts';
import { goldRow } from '../../../../bench/understanding/scoring/gold.ts';
import { judgeRow } from '../../../../bench/understanding/scoring/judging.ts';
import { judgedInWords, scoreTable } from '../../../../bench/understanding/scoring/tables.ts';

const TODAY = '2026-11-21';

const rowOf = (...gold: object[]) =>
  goldRow.parse({
    ...{ id: 'en-1', as: 'Megan Bowen', set: 'commands', l: 'en', want: 'what is wanted', gold },
    ...(gold.length === 1 ? { text: 'said' } : { turns: gold.map(() => 'said') }),
  });

const outcome = (given: Partial<Outcome>, turn = 0): Outcome => ({
  ...{ id: 'en-1', turn, kind: 'run', title: 'A title', text: 'A text.' },
  ...given,
});

/** The mark of a turn, or that it proposes what nobody asked for. */
const markFor = (gold: object, given: Partial<Outcome>): string | undefined => {
  const [judged] = judgeRow(rowOf(gold), [outcome(given)], TODAY);
  return judged?.isFalse ? 'false' : judged?.mark;
};

const cancel = (subscription: string) => ({ command: 'cancel', args: { subscription } });
const asksToCancel = { kind: 'confirm', command: 'cancel', args: { subscription: { re: '^S-1001$' } } };

describe('Judging a turn', () => {
  it('is right by kind, command and arguments together', () => {
    assert.equal(markFor({ right: [asksToCancel] }, { kind: 'confirm', ...cancel('S-1001') }), 'right');
    assert.equal(markFor({ right: [asksToCancel] }, { kind: 'refuse', ...cancel('S-1001') }), 'lost');
    assert.equal(
      markFor({ right: [{ kind: ['run', 'refuse'], command: 'help' }] }, { kind: 'refuse', command: 'help' }),
      'right',
    );
    assert.equal(markFor({ right: [{ kind: 'run', command: 'help' }] }, { kind: 'run', command: 'close' }), 'lost');
  });

  it('lets arguments be that the gold says nothing of, but none that are to be absent', () => {
    const right = [{ kind: 'run', command: 'spend', maybe: { product: { re: 'visio' } }, absent: ['purchaser'] }];
    const marks = [{}, { by: 'product' }, { product: 'Visio Plan 1' }, { product: 'Copilot' }, { purchaser: 'Lee Gu' }];
    assert.deepEqual(
      marks.map((args) => markFor({ right }, { command: 'spend', args })),
      ['right', 'right', 'right', 'lost', 'lost'],
    );
  });

  it('reads the text alone, or with the title, and the topic', () => {
    const said = { title: 'When it ends', text: 'For 30 days, then 90.' };
    const answer = (wanted: object) =>
      markFor({ right: [{ kind: 'answer', ...wanted }] }, { kind: 'answer', topic: 'expiry', ...said });
    assert.equal(answer({ text: ['\\b30\\b', '\\b90\\b'] }), 'right');
    assert.equal(answer({ text: ['30', 'when it'] }), 'lost');
    assert.equal(answer({ say: ['30', 'when it'] }), 'right');
    assert.equal(answer({ say: ['never'] }), 'lost');
    assert.equal(answer({ topic: { re: '^exp' } }), 'right');
    assert.equal(answer({ topic: { re: '^price' } }), 'lost');
  });

  it('reads the arguments as JSON', () => {
    const decided = {
      kind: 'confirm',
      command: 'decide-requests',
      args: { verdict: 'approved', people: ['Lee Gu'] },
    } as const;
    const right = (wanted: object) =>
      markFor({ right: [{ kind: 'confirm', command: 'decide-requests', ...wanted }] }, decided);
    assert.equal(right({ json: ['approv', '\\blee\\b'], nojson: ['raul'] }), 'right');
    assert.notEqual(right({ json: ['denied'] }), 'right');
    assert.notEqual(right({ json: ['approv'], nojson: ['\\blee\\b'] }), 'right');
  });

  it('wants each of the choices that are named, and none that are not to be offered', () => {
    const choices = [cancel('S-1001'), { command: 'subscription', args: { subscription: 'S-1001' } }];
    const choose = (wanted: object) => markFor({ right: [{ kind: 'choose', ...wanted }] }, { kind: 'choose', choices });
    assert.equal(choose({ has: [{ command: 'cancel' }, { command: 'subscription' }] }), 'right');
    assert.equal(choose({ has: [{ command: 'cancel' }, { command: 'assign' }] }), 'lost');
    assert.equal(choose({ hasnt: [{ command: 'assign' }] }), 'right');
    assert.equal(choose({ hasnt: [{ command: 'cancel', args: { subscription: { re: '1' } } }] }), 'lost');
  });

  it('counts a question that has the right thing, unless a question is no help', () => {
    const question = { kind: 'choose', choices: [cancel('S-1005'), cancel('S-1001')] } as const;
    assert.equal(markFor({ right: [asksToCancel] }, question), 'asked');
    assert.equal(markFor({ right: [asksToCancel], nochoice: true }, question), 'lost');
    assert.equal(markFor({ right: [asksToCancel] }, { kind: 'choose', choices: [cancel('S-1005')] }), 'lost');
    assert.equal(markFor({ right: [], ok: [{ kind: 'choose' }], nochoice: true }, question), 'asked');
  });

  it('counts a question that has the topic of the answer', () => {
    const gold = { right: [], answer: { re: ['card'], topic: ['payment-options'] } };
    const offering = (topic: string) =>
      ({ kind: 'choose', choices: [{ command: 'answer', args: { topic } }] }) as const;
    assert.equal(markFor(gold, offering('payment-options')), 'asked');
    assert.equal(markFor(gold, offering('prices')), 'lost');
  });

  it('counts what is not quite right as asked, and what is wrong as lost', () => {
    assert.equal(markFor({ right: [], ok: [{ kind: 'unclear' }] }, { kind: 'unclear' }), 'asked');
    const wrong = [{ kind: 'run', command: 'help' }];
    assert.equal(markFor({ right: [], ok: [{ kind: 'run' }], wrong }, { command: 'help' }), 'lost');
    assert.equal(markFor({ right: [{ kind: 'run' }], wrong }, { command: 'help' }), 'right');
  });

  it('calls a change false that is never to be proposed, or that nobody asked for', () => {
    const confirm = { kind: 'confirm', ...cancel('S-1001') } as const;
    assert.equal(markFor({ right: [asksToCancel], never: [{ kind: 'confirm' }] }, confirm), 'false');
    assert.equal(
      markFor({ right: [{ kind: 'unclear' }], ok: [{ kind: 'run', command: { not: ['assign'] } }] }, confirm),
      'false',
    );
    assert.equal(markFor({ right: [asksToCancel] }, { kind: 'confirm', ...cancel('S-1005') }), 'false');
    assert.equal(markFor({ right: [], wrong: [{ kind: 'confirm', command: 'cancel' }] }, confirm), 'lost');
  });

  it('calls a change that is only begun neither right nor false', () => {
    const begun = { kind: 'confirm', command: 'cancel', args: {} } as const;
    assert.equal(markFor({ right: [asksToCancel] }, begun), 'lost');
  });

  it('gives nothing for a turn without the one that it needs', () => {
    const help = { kind: 'run', command: 'help' };
    const row = rowOf({ right: [help] }, { right: [help], needs: [0] });
    const marks = (first: string) =>
      judgeRow(row, [outcome({ command: first }), outcome({ command: 'help' }, 1)], TODAY).map(({ mark }) => mark);
    assert.deepEqual(marks('help'), ['right', 'right']);
    assert.deepEqual(marks('close'), ['lost', 'lost']);
  });

  it('refuses gold that it does not know how to read', () => {
    assert.throws(() => rowOf({ right: [{ kind: 'run', command: 'help', without: ['product'] }] }));
    assert.throws(() => rowOf({ right: [{ kind: 'run', args: { product: { like: 'visio' } } }] }));
  });
});

describe('The table of scores', () => {
  it('tells the figures of each set and language, and of all', () => {
    const help = { right: [{ kind: 'run', command: 'help' }] };
    const dialogue = rowOf(help, { ...help, ctx: true });
    const judged = [
      ...judgeRow(rowOf(help), [outcome({ command: 'help' })], TODAY),
      ...judgeRow(rowOf(help), [outcome({ kind: 'confirm', command: 'cancel' })], TODAY),
      ...judgeRow(
        dialogue,
        [outcome({ command: 'help' }), outcome({ kind: 'choose', choices: [{ command: 'help' }] }, 1)],
        TODAY,
      ),
    ];
    assert.deepEqual(scoreTable(judged).trim().split('\n').slice(2), [
      '| commands | en | 2 | 50.0 % | 50.0 % | 1 |',
      '| commands, alone | en | 1 | 100.0 % | 100.0 % | 0 |',
      '| commands, in context | en | 1 | 0.0 % | 100.0 % | 0 |',
      '| all | all | 4 | 50.0 % | 75.0 % | 1 |',
    ]);
  });

  it('tells of a turn what was said, wanted, and came', () => {
    const [judged] = judgeRow(
      rowOf({ right: [asksToCancel] }),
      [outcome({ kind: 'choose', choices: [cancel('S-1005')] })],
      TODAY,
    );
    assert.ok(judged);
    const words = judgedInWords(judged, false);
    assert.match(
      words,
      /^lost en-1 Megan Bowen: said\n {4}wanted what is wanted\n {4}came choose \{\} “A title”\n {6}or cancel \{"subscription":"S-1005"\}\n$/,
    );
  });
});
