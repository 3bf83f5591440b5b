import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openChats } from '../bench/understanding/chats.ts';
import { grammarRuleOf, outcomeInWords } from '../bench/understanding/explaining.ts';
import type { Outcome } from '../bench/understanding/outcome.ts';
import { type Row, readRows, row, turnsOf } from '../bench/understanding/rows.ts';
import { DEMO_TENANTS } from '../bench/understanding/tenants.ts';
import { startRedis } from '../test/support/redis/redis.ts';

/**
 * Prints what sentences come to with the real bot, on a Redis and tenants of their own: for a file of rows a line of JSON
 * for each turn, `npm run --silent understand -- rows.jsonl`; for people, with the rule that decides,
 * `npm run understand -- "who has visio"`.
 */
const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tenant: { type: 'string', multiple: true },
    as: { type: 'string', default: 'Adele Vance' },
    locale: { type: 'string' },
    explain: { type: 'boolean', default: false },
  },
});

type Print = (row: Row, outcomes: readonly Outcome[]) => void;

const explained = (row: Row, outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.map((outcome) => {
    const rule = grammarRuleOf(turnsOf(row)[outcome.turn] ?? '');
    return { ...outcome, explanation: { ...outcome.explanation, ...(rule && { rule }) } };
  });

const printJson: Print = (row, outcomes) => {
  const shown = given.explain ? explained(row, outcomes) : outcomes.map(({ explanation: _, ...outcome }) => outcome);
  for (const outcome of shown) process.stdout.write(`${JSON.stringify(outcome)}\n`);
};

const printWords: Print = (row, outcomes) => {
  for (const outcome of explained(row, outcomes))
    process.stdout.write(outcomeInWords(turnsOf(row)[outcome.turn] ?? '', outcome));
};

const sentenceRow = (text: string): Row => ({ id: text, as: given.as, text, locale: given.locale });

const USAGE =
  'Usage: npm run understand -- [--tenant FILE]… [--explain] [--as NAME] [--locale TAG] ROWS.jsonl… | SENTENCE…\n';

if (positionals.length === 0) {
  process.stderr.write(USAGE);
  process.exit(1);
}
const isFile = positionals.some((each) => each.endsWith('.jsonl') || existsSync(each));
process.once('SIGINT', () => process.exit(130));
// Whoever reads has read enough, such as `head`.
process.stdout.once('error', () => process.exit(0));
const server = await startRedis();
try {
  const files = await Promise.all(positionals.map((file) => (isFile ? readRows(file, row) : [sentenceRow(file)])));
  const chats = await openChats(server.redis, given.tenant ?? DEMO_TENANTS);
  for (const each of files.flat()) (isFile ? printJson : printWords)(each, await chats.run(each));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await server.stop();
}
