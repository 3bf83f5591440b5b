import { percent } from '../../table.ts';
import { readingsInWords } from '../explaining.ts';
import type { GoldRow } from './gold.ts';
import type { JudgedTurn } from './judging.ts';

/** Turns of dialogues by whether they stand alone. */
const setOf = ({ row, gold }: JudgedTurn): string =>
  (row.turns ?? []).length > 0 ? `${row.set}, ${gold.ctx ? 'in context' : 'alone'}` : row.set;

const count = (turns: readonly JudgedTurn[], is: (turn: JudgedTurn) => boolean): number => turns.filter(is).length;

const figures = (set: string, language: string, turns: readonly JudgedTurn[]): string => {
  const right = count(turns, ({ mark }) => mark === 'right');
  const helped = count(turns, ({ mark }) => mark !== 'lost');
  const wrong = count(turns, ({ isFalse }) => isFalse);
  const cells = [set, language, turns.length, percent(right, turns.length), percent(helped, turns.length), wrong];
  return `| ${cells.join(' | ')} |\n`;
};

/** How well the turns were understood, by set and language. */
export const scoreTable = (turns: readonly JudgedTurn[]): string => {
  const languages = [...new Set(turns.map(({ row }) => row.l))];
  const sets = [...new Set(turns.map(setOf))].flatMap((set) => languages.map((language) => [set, language] as const));
  const rows = sets.flatMap(([set, language]) => {
    const some = turns.filter((turn) => setOf(turn) === set && turn.row.l === language);
    return some.length > 0 ? [figures(set, language, some)] : [];
  });
  const head = '| set | language | turns | right | right or asked | false proposals |\n|---|---|---|---|---|---|\n';
  return [head, ...rows, figures('all', 'all', turns)].join('');
};

const wantOf = ({ want }: GoldRow, turn: number): string => [want].flat()[turn] ?? '';

/** A turn that was not understood right: what was said and wanted, what came, and on request how it was read. */
export const judgedInWords = ({ row, outcome, mark, isFalse }: JudgedTurn, isExplained: boolean): string => {
  const { turn, kind, command = '', args, choices, topic = '', title } = outcome;
  const came = [kind, command, topic, JSON.stringify(args ?? {})].filter(Boolean).join(' ');
  const offered = (choices ?? [])
    .map((choice) => `\n      or ${choice.command} ${JSON.stringify(choice.args)}`)
    .join('');
  const said = row.turns?.[turn] ?? row.text;
  return `${isFalse ? 'FALSE' : mark} ${row.id}${row.turns ? `:${turn}` : ''} ${row.as}: ${said}
    wanted ${wantOf(row, turn)}
    came ${came} “${title}”${offered}\n${
      isExplained
        ? readingsInWords(outcome)
            .map((line) => `    ${line}\n`)
            .join('')
        : ''
    }`;
};
