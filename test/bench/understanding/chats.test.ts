import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openChats } from '../../../bench/understanding/chats.ts';
import type { Outcome } from '../../../bench/understanding/outcome.ts';
import type { Row } from '../../../bench/understanding/rows.ts';
import { DEMO_TENANTS } from '../../../bench/understanding/tenants.ts';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { exportTenant } from '../../../services/commerce/index.ts';
import { startRedis, type TestRedis, temporaryDirectory } from '../../support/redis/redis.ts';
import { ROOT } from '../../support/tree/sources.ts';

const CONTOSO = 'c0291657-2973-5f69-ba04-5263123dbfea' as TenantId;

const row = (as: string, ...turns: string[]): Row => ({ id: `${as}: ${turns[0]}`, as, turns });

/** What a reader of the rows looks at first. */
const inShort = ({ kind, command, args, topic }: Outcome) => ({ kind, command, args, ...(topic && { topic }) });

describe('Chats of rows', () => {
  let server: TestRedis;
  let run: (row: Row) => Promise<Outcome[]>;
  before(async () => {
    server = await startRedis();
    ({ run } = await openChats(server.redis, DEMO_TENANTS));
  });
  after(() => server.stop());
  const last = async (given: Row): Promise<Outcome> => {
    const outcome = (await run(given)).at(-1);
    assert.ok(outcome);
    return outcome;
  };
  const exported = async (): Promise<string> => {
    const pieces: string[] = [];
    for await (const piece of exportTenant(server.redis, CONTOSO, 0)) pieces.push(String(piece));
    return pieces.join('');
  };

  it('name things as people do, whatever the bot calls them', async () => {
    assert.deepEqual(inShort(await last(row('Adele Vance', 'subscriptions by megan'))), {
      kind: 'run',
      command: 'subscriptions',
      args: { purchaser: 'Megan Bowen' },
    });
  });

  it('tell what a card asks about, with what the card has found out', async () => {
    assert.deepEqual(inShort(await last(row('Megan Bowen', 'add 2 licenses to power apps'))), {
      kind: 'confirm',
      command: 'set-quantity',
      args: { subscription: 'S-1005', change: 2, product: 'Power Apps per user', quantity: 5 },
    });
    assert.deepEqual(inShort(await last(row('Adele Vance', 'block all products'))), {
      kind: 'confirm',
      command: 'set-policy',
      args: { value: 'Disabled', all: true },
    });
    const asked = await last(row('Megan Bowen', 'assign S-1001 to Allan Deyoung and patti'));
    assert.deepEqual(asked.args?.['people'], ['Allan Deyoung', 'Patti Fernandez']);
  });

  it('tell a form that leads to a change, with whom it is for', async () => {
    const { kind, args } = await last(row('Lee Gu', 'request copilot'));
    assert.deepEqual([kind, args], ['confirm', { product: 'Microsoft 365 Copilot', people: ['Lee Gu'] }]);
  });

  it('tell the choices of a question, and of a card that offers ways', async () => {
    const { kind, choices } = await last(row('Megan Bowen', 'remove licenses'));
    assert.deepEqual([kind, choices?.map(({ command }) => command).sort()], ['choose', ['set-quantity', 'unassign']]);
    const ways = await last(row('Adele Vance', 'take over S-1003'));
    assert.deepEqual(ways.choices, [
      { command: 'move-users', args: { subscription: 'S-1003' } },
      { command: 'cancel', args: { subscription: 'S-1003' } },
    ]);
  });

  it('tell an answer by its topic and in its own words, without what it links to', async () => {
    const { kind, topic, text } = await last(row('Megan Bowen', 'can I pay with paypal'));
    assert.deepEqual([kind, topic], ['answer', 'payment-options']);
    assert.match(text, /credit card/i);
  });

  it('keep to the rights of who speaks, and tell what was refused', async () => {
    assert.deepEqual(inShort(await last(row('Megan Bowen', 'block Visio Plan 2'))), {
      kind: 'refuse',
      command: 'set-policy',
      args: { product: 'Visio Plan 2', value: 'Disabled' },
    });
    assert.equal((await last(row('Adele Vance', 'block Visio Plan 2'))).kind, 'confirm');
  });

  it('tell a refusal that stands on top of a card', async () => {
    const { kind, command, title } = await last(row('Megan Bowen', 'reactivate S-1001'));
    assert.deepEqual([kind, command], ['refuse', 'reactivate'], title);
  });

  it('tell what nobody understands, without a command', async () => {
    const { command, ...outcome } = await last(row('Megan Bowen', 'xyzzy plugh'));
    assert.deepEqual([outcome.kind, command], ['unclear', undefined]);
    assert.match(outcome.title, /I did not understand/);
  });

  it('keep what was asked within a row, and forget it after', async () => {
    const { command, args } = await last(row('Megan Bowen', 'set S-1001 to 8 licenses', '7'));
    assert.deepEqual([command, args?.['quantity']], ['set-quantity', 7]);
    assert.equal((await last(row('Megan Bowen', '7'))).command, undefined);
  });

  it('keep the customer and the language of a choice within a row, and forget them after', async () => {
    const erik = (...turns: string[]): Row => ({ ...row('Erik Sandström', ...turns), tenant: 'Fabrikam Sverige AB' });
    assert.match((await last(erik('act for contoso', 'subscriptions'))).text, /S-1001/);
    assert.match((await last(erik('subscriptions'))).text, /S-3001/);
    assert.match((await last(row('Adele Vance', 'language svenska', 'help'))).title, /^Hej/);
    assert.match((await last(row('Adele Vance', 'help'))).title, /^H(i|ello)/);
  });

  it('change nothing by what is said', async () => {
    const before = await exported();
    for (const text of ['cancel S-1001', 'set S-1001 to 8', 'block all', 'buy 3 Visio Plan 2', 'yes', 'ja', 'ok'])
      for (const as of ['Adele Vance', 'Megan Bowen']) await run(row(as, text, 'yes'));
    assert.equal(await exported(), before);
  });

  it('refuse a row of somebody who is not there', async () => {
    await assert.rejects(run(row('Nobody Anywhere', 'help')), /there is nobody named Nobody Anywhere in Contoso/);
    await assert.rejects(run({ ...row('Adele Vance', 'help'), tenant: 'Nowhere' }), /there is no tenant Nowhere/);
  });

  it('come out of the program as a line of JSON for each turn', async () => {
    const file = join(await temporaryDirectory(), 'rows.jsonl');
    const rows = [
      { id: 'a', as: 'Adele Vance', text: 'subscription S-1001' },
      { id: 'b', as: 'Megan Bowen', turns: ['help', { text: 'my licenses' }] },
    ];
    await writeFile(file, rows.map((each) => JSON.stringify(each)).join('\n'));
    const program = ['tools/run.mjs', 'tools/understand.ts', '--explain', file];
    const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: ROOT });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ id, turn, command }) => [id, turn, command]),
      [
        ['a', 0, 'subscription'],
        ['b', 0, 'help'],
        ['b', 1, 'my-licenses'],
      ],
    );
    assert.match(lines[0].explanation.rule, /^subscription when/);
  });
});
