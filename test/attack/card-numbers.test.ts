import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { z } from 'zod';
import { commands } from '../../bot/features/index.ts';
import { type StartedBot, spawnBot } from '../support/bots/started-bot.ts';
import { filesWithNumbers, keptNumbers } from '../support/cards/kept-numbers.ts';
import { PUBLISHED, writtenNumber } from '../support/cards/written.ts';
import { freshTenantId } from '../support/redis/redis.ts';
import { type Channel, startChannel } from '../support/stand-ins/channel.ts';
import { calling, type ModelStandIn, startModel } from '../support/stand-ins/model-stand-in.ts';
import { contoso } from '../support/tenants/cast/contoso.ts';
import { personId } from '../support/tenants/ids.ts';
import { ROOT } from '../support/tree/sources.ts';

const NUMBERS = Object.values(PUBLISHED)
  .flat()
  .filter((number) => !/0{8}/.test(number));
const REFUSED = /Do not write card numbers|card number/i;

/** The same forms in every run. */
const forms = (count: number) => fc.sample(writtenNumber(NUMBERS), { numRuns: count, seed: 7 });

describe('The number of a card', () => {
  let bot: StartedBot;
  let channel: Channel;
  let model: ModelStandIn;
  const tenant = freshTenantId();
  const megan = personId('Megan Bowen');
  let folder: string;
  let file: string;
  let activities = 0;

  before(async () => {
    [channel, model] = await Promise.all([startChannel(), startModel()]);
    model.answers(calling(['assign', { people: '4242424242424242' }]));
    folder = await mkdtemp(join(tmpdir(), 'card-numbers-'));
    file = join(folder, 'tenant.json');
    await writeFile(file, JSON.stringify(contoso(tenant)));
    const env = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.url, LOG_LEVEL: 'trace', LIMITS_FACTOR: '1000' };
    bot = await spawnBot({ env, args: [file] });
    await bot.prints(/^Data/m);
  });
  after(async () => {
    await bot.stop();
    await Promise.all([channel.close(), model.close(), rm(folder, { recursive: true })]);
  });

  const post = async (extra: Record<string, unknown>): Promise<string> => {
    const activity = {
      id: `a-${++activities}`,
      channelId: 'msteams',
      serviceUrl: channel.url,
      locale: 'en-US',
      from: { id: '29:megan', name: 'Megan', aadObjectId: megan },
      recipient: { id: '28:bot', name: 'bot' },
      conversation: { id: 'personal-megan', conversationType: 'personal', tenantId: tenant },
      channelData: { tenant: { id: tenant } },
      ...extra,
    };
    const response = await fetch(`http://127.0.0.1:${bot.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    return response.text();
  };
  const say = async (text: string): Promise<string> => {
    await post({ type: 'message', text });
    return JSON.stringify((await channel.answerTo(`a-${activities}`)).activity);
  };
  const press = (verb: string, data: Record<string, unknown>): Promise<string> =>
    post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data: { ...data, by: megan, for: tenant } } },
    });
  const assertKeptNowhere = async () => {
    assert.deepEqual(await filesWithNumbers(bot.dataDir), []);
    assert.deepEqual(keptNumbers(bot.printed() + bot.complained()), []);
    assert.deepEqual(keptNumbers(JSON.stringify(model.requests.map(({ body }) => body.messages))), []);
  };

  it('is found by the search where it is', async () => {
    const canary = join(bot.dataDir, 'canary.txt');
    await writeFile(canary, 'x٤٢٤٢ ４２４２&nbsp;4242\u200b4242');
    assert.equal((await filesWithNumbers(bot.dataDir)).length, 1);
    await writeFile(canary, '');
  });

  it('goes nowhere from a sentence', async () => {
    for (const written of forms(60)) assert.match(await say(`please pay with ${written}`), REFUSED, written);
    assert.equal(model.requests.length, 0);
    await assertKeptNowhere();
  });

  it('goes nowhere from a model either, which is asked about the rest', async () => {
    await say('qwrtp zxcvb');
    assert.equal(model.requests.length, 1, 'the model is asked');
    await assertKeptNowhere();
  });

  it('goes nowhere from any field of any command', async () => {
    const [written = ''] = forms(1);
    const fields = Object.values(commands).flatMap(({ name, args }) =>
      [...Object.keys((args as z.ZodObject).shape ?? {}), 'more'].map((field) => [name, field] as const),
    );
    for (const [verb, field] of fields)
      for (const value of [`nr ${written}`, '4242 4242 4242 4242', 4111111111111111, ['4242', '4242 4242 4242 4242']]) {
        const answer = await press(verb, { [field]: value });
        assert.match(answer, REFUSED, `${verb} ${field}`);
        assert.deepEqual(keptNumbers(answer), [], `${verb} ${field}`);
      }
    await assertKeptNowhere();
  });

  it('goes nowhere from the other fields of the payment page', async () => {
    const card = await press('set-up-card', { kind: 'add' });
    const address = /"(http:[^"]*\/card\/[^"]*)"/.exec(card)?.[1] ?? assert.fail(card);
    const token = /name="formToken" value="([^"]+)"/.exec(await (await fetch(address)).text())?.[1] ?? '';
    const good = { number: '4242 4242 4242 4242', expiry: '08/28', securityCode: '123', holder: 'Megan', address: '' };
    for (const field of ['expiry', 'securityCode', 'holder', 'address'] as const)
      for (const written of forms(2)) {
        const body = new URLSearchParams({ ...good, [field]: written, formToken: token });
        const page = await fetch(address, { method: 'POST', body });
        const answer = (await page.text()).replace(/<dl>[\s\S]*<\/dl>/, '');
        assert.deepEqual([page.status, keptNumbers(answer)], [422, []], `${field}: ${written}`);
      }
    await assertKeptNowhere();
  });

  it('goes nowhere from a file that is imported', async () => {
    const good = JSON.parse(await readFile(file, 'utf8'));
    const spoil: ((copy: typeof good, number: string) => unknown)[] = [
      (copy, number) => Object.assign(copy.users[0], { displayName: `Adele ${number}` }),
      (copy, number) => Object.assign(copy.tenant, { name: number }),
      (copy, number) => Object.assign(copy.billingProfiles[0], { name: number }),
      (copy, number) => Object.assign(copy.paymentMethods[0], { holder: number }),
      (copy, number) => Object.assign(copy.licenseRequests[0], { message: `use ${number} please` }),
      (copy, number) => Object.assign(copy.invoices[0], { number }),
    ];
    for (const [i, written] of forms(spoil.length).entries()) {
      const copy = structuredClone(good);
      spoil[i]?.(copy, written);
      await writeFile(file, JSON.stringify(copy));
      const run = promisify(execFile)(
        process.execPath,
        ['tools/run.mjs', 'bot/start/commands/import-tenant.ts', file],
        {
          cwd: ROOT,
          env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: bot.dataDir },
        },
      );
      const said = await run.then(
        () => 'imported',
        ({ stderr }) => String(stderr),
      );
      assert.match(said, /must not hold the number of a card/, written);
      assert.deepEqual(keptNumbers(said), []);
    }
    await assertKeptNowhere();
  });
});
