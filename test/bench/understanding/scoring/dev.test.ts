import assert from 'node:assert/strict';
import { openChats } from '../../../../bench/understanding/chats.ts';
import { readRows } from '../../../../bench/understanding/rows.ts';
import { goldRow } from '../../../../bench/understanding/scoring/gold.ts';
import { type JudgedTurn, judgeRow } from '../../../../bench/understanding/scoring/judging.ts';
import { DEMO_TENANTS } from '../../../../bench/understanding/tenants.ts';
import { startRedis } from '../../../support/redis/redis.ts';

/** Shares of the turns that are understood today. They only grow. */
const LEAST_RIGHT = 0.85;
const LEAST_RIGHT_OR_ASKED = 0.94;
/** Rows that lead to a false proposal today. They only become fewer. */
const KNOWN_FALSE: readonly string[] = [];

describe('The rows of the development', () => {
  let judged: readonly JudgedTurn[];
  before(async () => {
    const server = await startRedis();
    const chats = await openChats(server.redis, DEMO_TENANTS);
    const today = new Date().toISOString().slice(0, 10);
    const turns: JudgedTurn[] = [];
    for (const row of await readRows('bench/understanding/dev.jsonl', goldRow))
      turns.push(...judgeRow(row, await chats.run(row), today));
    judged = turns;
    await server.stop();
  });
  const share = (is: (turn: JudgedTurn) => boolean): number => judged.filter(is).length / judged.length;

  it('are understood as well as before', () => {
    assert.ok(judged.length > 180);
    const [right, helped] = [share(({ mark }) => mark === 'right'), share(({ mark }) => mark !== 'lost')];
    assert.ok(right >= LEAST_RIGHT, `${right} are right`);
    assert.ok(helped >= LEAST_RIGHT_OR_ASKED, `${helped} are right or asked about`);
  });

  it('lead to no change that nobody asked for, but for those that are known', () => {
    const wrong = judged.filter(({ isFalse }) => isFalse).map(({ row }) => row.id);
    assert.deepEqual(
      wrong.filter((id) => !KNOWN_FALSE.includes(id)),
      [],
    );
  });
});
