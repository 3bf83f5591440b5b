import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startRedis } from '../../test/support/redis/redis.ts';
import { openChats } from './chats.ts';
import { readRows } from './rows.ts';
import { goldRow } from './scoring/gold.ts';
import { type JudgedTurn, judgeRow } from './scoring/judging.ts';
import { judgedInWords, scoreTable } from './scoring/tables.ts';
import { DEMO_TENANTS } from './tenants.ts';

/**
 * Prints how well people are understood: `npm run bench:understanding -- [--list] [--explain] [--tenant FILE]… [ROWS.jsonl]…`. With
 * `--list`, each turn that did not come to what was wanted, too, and with `--explain` how it was read.
 */
const OWN_ROWS = fileURLToPath(new URL('dev.jsonl', import.meta.url));

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    tenant: { type: 'string', multiple: true },
  },
});

process.once('SIGINT', () => process.exit(130));
process.stdout.once('error', () => process.exit(0));
const files = positionals.length > 0 ? positionals : [OWN_ROWS];
const rows = (await Promise.all(files.map((file) => readRows(file, goldRow)))).flat();
const server = await startRedis();
try {
  const chats = await openChats(server.redis, given.tenant ?? DEMO_TENANTS);
  const today = new Date().toISOString().slice(0, 10);
  const judged: JudgedTurn[] = [];
  for (const row of rows) judged.push(...judgeRow(row, await chats.run(row), today));
  if (given.list)
    for (const each of judged.filter(({ mark }) => mark !== 'right'))
      process.stdout.write(judgedInWords(each, given.explain));
  process.stdout.write(scoreTable(judged));
} finally {
  await server.stop();
}
