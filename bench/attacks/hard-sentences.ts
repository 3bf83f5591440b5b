import { findAnswer } from '../../bot/understanding/answers/finder.ts';
import { continuationsOf } from '../../bot/understanding/dialogue/continuation.ts';
import { referencesIn } from '../../bot/understanding/dialogue/references.ts';
import { utteranceOf } from '../../bot/understanding/dialogue/utterance.ts';
import { tidy } from '../../bot/understanding/grammar/core/tokens.ts';
import { isTooLong, LONGEST_SENTENCE } from '../../bot/understanding/length.ts';
import type { SpokenCommandName } from '../../locales/index.ts';
import { holdsCardNumber } from '../../services/commerce/index.ts';
import { understand } from '../../test/support/chat/understand.ts';

const LONGEST = LONGEST_SENTENCE.characters;
/** Longest text that is looked at as a question. */
const QUESTION = 300;

const UNITS = [
  ...['&', '& ', '+', 'a', 'a ', 'A b ', 'ab cd ', '1', '1 ', '1.1', '1e1', '1 000 ', '-1 ', '50 % ', '2026-11-21 '],
  ...['march ', 'from 1 march to ', 'in 30 days ', 'S-1 ', 'S-1001 ', 'to S-1001 ', 'G-240906 ', 'a@', 'a@b.c ', 'a.'],
  ...['Lee Gu, ', 'Joni Sherman and ', 'Ab ', "Megan's ", 'Megans Visio ', 'power ', 'power bi ', 'Visio Plan 2 '],
  ...['subscribtion ', 'avsulta ', 'cancle ', 'visiolicenser ', 'licensfe ', 'vill att du blockerar ', 'cancel and '],
  ...['what ', 'how do I buy ', 'what does visio cost ', 'who has visio ', 'en ', 'a license ', 'by ', 'two hundred '],
  ...[
    "'",
    "a'a",
    '²',
    'ﷺ',
    '\u1100',
    '\u0301',
    '😀',
    '\u200b',
    '<at>',
    '-',
    ',',
    '\t',
    '0a0a0a0a-0a0a-',
    'licens',
    'skop',
    's',
    'z%#-',
  ],
];

/** Words by a fixed die, so that every run measures the same. */
const mixed = (words: readonly string[], die: number): string => {
  let text = '';
  for (let throwing = die; text.length < LONGEST; throwing = (throwing * 1_103_515_245 + 12_345) % 2_147_483_648)
    text += `${words[throwing % words.length]} `;
  return text;
};

const SYLLABLES = 'ka lo mi ru tes van dor bli skre ong ipt'.split(' ');
const gibberish = (die: number): string =>
  mixed(
    SYLLABLES.flatMap((a) => SYLLABLES.map((b) => a + b)),
    die,
  );
const known = (die: number): string =>
  mixed(
    'cancel move users from to Megan Visio S-1001 block policies in 30 days by audit invoices pay all'.split(' '),
    die,
  );

const long = [
  ...UNITS.map((unit) => unit.repeat(Math.ceil(LONGEST / unit.length))),
  ...[1, 7, 42].flatMap((die) => [gibberish(die), known(die)]),
].map((text) => text.slice(0, LONGEST));

/** As they are, and as long as is still read; and as questions, which are looked at in other ways. */
const hardSentences = (): string[] => {
  const read = long.map((text) =>
    text
      .split(/(?<=[ &+])/)
      .slice(0, LONGEST_SENTENCE.words - 1)
      .join(''),
  );
  const asked = long.map((text) => `what ${text}`.slice(0, QUESTION));
  return [...new Set([...long, ...read, ...asked])];
};

const PENDING: readonly SpokenCommandName[] = ['move-users', 'assign', 'set-quantity', 'buy', 'cancel', 'set-policy'];
const TODAY = '2026-11-29';

/** All that is done with a sentence before anything is looked up. */
const readAll = (text: string, pending: SpokenCommandName): void => {
  if (isTooLong(text) || holdsCardNumber(text)) return;
  const begun = {
    command: pending,
    args: {},
    lacks: [],
    takes: () => true,
    ofSelf: false,
    ofSeveral: true,
    today: TODAY,
  };
  const sentence = { text: tidy(text), mentions: [] };
  if (continuationsOf(begun, utteranceOf(sentence)).length > 0 && referencesIn(sentence).length === 0) return;
  if (understand(text, TODAY).kind === 'none') findAnswer(text);
};

const RUNS = 20;

/** Milliseconds of CPU for one sentence, once the code is warm. */
const cpuOf = (text: string, pending: SpokenCommandName): number => {
  readAll(text, pending);
  const before = process.cpuUsage();
  for (let i = 0; i < RUNS; i++) readAll(text, pending);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / RUNS;
};

/** The sentences that cost most to understand, the worst first, with the question that was open. */
export const hardestSentences = (most: number): { text: string; pending: SpokenCommandName; milliseconds: number }[] =>
  PENDING.flatMap((pending) => hardSentences().map((text) => ({ text, pending, milliseconds: cpuOf(text, pending) })))
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, most);

/** Milliseconds of CPU for each of some sentences: half of them take less than the median, 95 of 100 less than `most`. */
export const usualCosts = (texts: readonly string[]): { readonly median: number; readonly most: number } => {
  const costs = texts.map((text) => cpuOf(text, 'cancel')).sort((a, b) => a - b);
  return { median: costs[Math.floor(costs.length / 2)] ?? 0, most: costs[Math.floor(costs.length * 0.95)] ?? 0 };
};
