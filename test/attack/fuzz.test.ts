import assert from 'node:assert/strict';
import fc from 'fast-check';
import { activities, rawRequests } from '../support/attack/arbitrary-requests.ts';
import { type AttackedBot, startAttackedBot } from '../support/attack/attacked-bot.ts';
import { rawHead, sendRaw, statusesOf } from '../support/attack/raw-request.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/stand-ins/token-issuer.ts';

/** `ATTACK=long`, as `npm run test:attack` sets it, tries for minutes what is else tried for seconds. */
const isLong = process.env['ATTACK'] === 'long';
const times = (few: number): number => few * (isLong ? 15 : 1);

/** Fixed, so that a failure can be repeated; `SEED` tries others. */
const seed = Number(process.env['SEED'] ?? 20_261_129);
/** Requests sent side by side, as those that are not whole are waited for. */
const AT_ONCE = 10;
/** Milliseconds. */
const PATIENCE = 100;
const MAY_TAKE = isLong ? 30 * 60_000 : 300_000;

/** Counts answers, and complains of one that says that the bot has failed. */
const counting = () => {
  const counts = new Map<number | string, number>();
  let requests = 0;
  return {
    add(statuses: readonly number[], shown: string): void {
      requests++;
      for (const status of statuses.length > 0 ? statuses : ['none']) {
        counts.set(status, (counts.get(status) ?? 0) + 1);
        assert.ok(
          status === 'none' || Number(status) < 300 || Math.floor(Number(status) / 100) === 4,
          `${status}: ${shown}`,
        );
      }
    },
    print(what: string): void {
      const sorted = [...counts].sort(([a], [b]) => String(a).localeCompare(String(b)));
      process.stdout.write(
        `      ${requests} ${what}: ${sorted.map(([status, count]) => `${status} × ${count}`).join(', ')}\n`,
      );
    },
  };
};

const stillAnswers = async (bot: AttackedBot): Promise<void> => {
  assert.ok(bot.isAlive(), 'the process has ended');
  assert.deepEqual(statusesOf(await sendRaw(bot.port, rawHead('/health'))), [200]);
};

/** Sends whatever comes to somebody's mind. */
const bombard = async (bot: AttackedBot, number: number, what: string): Promise<void> => {
  const counts = counting();
  const together = fc.array(rawRequests(bot.activity), { minLength: AT_ONCE, maxLength: AT_ONCE });
  const many = fc.asyncProperty(together, async (requests) => {
    const answers = await Promise.all(requests.map((bytes) => sendRaw(bot.port, bytes, { patience: PATIENCE })));
    assert.ok(bot.isAlive(), 'the process has ended');
    for (const [i, answer] of answers.entries())
      counts.add(statusesOf(answer), JSON.stringify(requests[i]?.slice(0, 2_000)));
  });
  await fc.assert(many, { seed, numRuns: number / AT_ONCE, endOnFailure: true });
  counts.print(what);
  await stillAnswers(bot);
};

/** Sends activities that are let in, whatever they hold. */
const converse = async (bot: AttackedBot, types: readonly string[], numRuns: number, headers = {}): Promise<void> => {
  const counts = counting();
  const one = fc.asyncProperty(activities(bot.activity, types), async (activity) => {
    const body = JSON.stringify(activity);
    const response = await fetch(`http://127.0.0.1:${bot.port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await response.text();
    assert.ok(bot.isAlive(), 'the process has ended');
    counts.add([response.status], body);
  });
  await fc.assert(one, { seed, numRuns, endOnFailure: true });
  counts.print('activities');
  await stillAnswers(bot);
};

describe('Whatever is sent', function () {
  this.timeout(MAY_TAKE);

  describe('to a bot without a registration', () => {
    let bot: AttackedBot;
    before(async () => {
      bot = await startAttackedBot();
    });
    after(() => bot.stop());

    it('is answered or refused, and the process lives', () => bombard(bot, times(500), 'requests'));

    it('is answered or refused as an activity of somebody known', () =>
      converse(bot, ['message', 'invoke', 'installationUpdate', 'conversationUpdate', 'event', 'x'], times(250)));
  });

  describe('to a bot with a registration', () => {
    let issuer: TokenIssuer;
    let bot: AttackedBot;
    before(async () => {
      issuer = await startTokenIssuer();
      bot = await startAttackedBot(issuer.authority.metadataUrl);
      // The secret of all links is made when the first one is looked at.
      await sendRaw(bot.port, rawHead('/card/x'));
    });
    after(async () => {
      await bot.stop();
      await issuer.close();
    });

    it('changes nothing without a token', async () => {
      const before = await bot.digest();
      await bombard(bot, times(500), 'requests without a token');
      assert.equal(await bot.digest(), before);
    });

    it('changes nothing with a token that is not right in one place', async () => {
      const before = await bot.digest();
      const token = await issuer.sign(String(bot.activity['serviceUrl']));
      const body = JSON.stringify(bot.activity);
      const counts = counting();
      const place = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...'ABCab019_-. =\u00e4'));
      const one = fc.asyncProperty(place, async ([at, letter]) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        fc.pre(changed !== token && !sameBits(changed, token));
        const head = rawHead(
          '/api/messages',
          'POST',
          'content-type: application/json',
          `content-length: ${body.length}`,
          `authorization: Bearer ${changed}`,
        );
        const statuses = statusesOf(await sendRaw(bot.port, `${head}${body}`));
        assert.ok([400, 401].includes(statuses[0] ?? 0), changed);
        counts.add(statuses, changed);
      });
      await fc.assert(one, { seed, numRuns: times(150), endOnFailure: true });
      counts.print('changed tokens');
      assert.equal(await bot.digest(), before);
      await stillAnswers(bot);
    });

    it('is answered or refused as an activity that Teams has signed', async () => {
      const authorization = `Bearer ${await issuer.sign(String(bot.activity['serviceUrl']))}`;
      await converse(bot, ['invoke'], times(250), { authorization });
    });
  });
});

/** The last letter of base64url holds bits that mean nothing. */
const sameBits = (a: string, b: string): boolean => {
  const bytesOf = (token: string) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
  return /^[\w.-]*$/.test(a) && String(bytesOf(a)) === String(bytesOf(b));
};
