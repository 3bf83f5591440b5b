import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isOneDrive, removeLeftovers, upload } from '../../../../bot/features/exports/onedrive.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { testRedis } from '../../../support/redis/redis.ts';
import { type OneDrive, startOneDrive } from '../../../support/stand-ins/one-drive.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';

interface Attachment {
  readonly contentType: string;
  readonly name?: string;
  readonly contentUrl?: string;
  readonly content: Record<string, unknown>;
}

describe('A file that is offered in a personal chat', () => {
  let bot: RunningBot;
  let oneDrive: OneDrive;
  beforeEach(async () => {
    [bot, oneDrive] = [await startBot(await testRedis()), await startOneDrive()];
  });
  afterEach(async () => {
    await Promise.all([bot.close(), oneDrive.close()]);
  });

  const sent = () =>
    bot.channel.sent.flatMap(({ method, activity }) =>
      (activity.attachments ?? []).map((attachment) => ({ method, ...(attachment as unknown as Attachment) })),
    );
  const shown = () =>
    sent()
      .filter(({ contentType }) => contentType.endsWith('adaptive'))
      .map(({ method, content }) => `${method} ${readCard(content).split('\n')[0]}`);

  const offered = async (who = 'Adele', text = 'export users S-1001', extra = {}) => {
    await bot.post(bot.activity(who, { text, ...extra }));
    return sent().filter(({ contentType }) => contentType === CONSENT);
  };
  const answer = async (who: string, value: Record<string, unknown>) => {
    const invoke = { type: 'invoke', name: 'fileConsent/invoke', replyToId: 'the-offer', value };
    const { status } = await bot.post(bot.activity(who, invoke));
    assert.equal(status, 200);
    await bot.fileConsent.settled();
  };
  const accepting = (offer: Attachment | undefined, uploadInfo = oneDrive.uploadInfo(offer?.name ?? '')) => ({
    type: 'fileUpload',
    action: 'accept',
    context: offer?.content['acceptContext'],
    uploadInfo,
  });

  it('tells what it is and about how large, besides the link', async () => {
    const [offer, another] = await offered();
    assert.equal(another, undefined);
    assert.equal(offer?.name, 'users-2026-11-01.csv');
    assert.deepEqual([offer?.content['description'], offer?.content['sizeInBytes']], ['Users of S-1001', 600]);
    assert.deepEqual(shown(), ['POST Users of S-1001']);
  });

  it('is put into OneDrive whole, and the card tells so', async () => {
    const [offer] = await offered();
    await answer('Adele', accepting(offer));
    const bytes = Buffer.byteLength(oneDrive.text());
    assert.deepEqual(
      oneDrive.parts.map(({ range }) => range),
      [`bytes 0-${bytes - 1}/${bytes}`],
    );
    assert.match(oneDrive.text(), /^\uFEFFProduct name,Subscription,Purchaser,Display name,User name,Assigned on\r\n/);
    assert.match(
      oneDrive.text(),
      /\r\nPower BI Pro,S-1001,Megan Bowen,Joni Sherman,jonis@contoso\.example,20\d\d-\d\d-\d\d\r\n/,
    );
    assert.deepEqual(shown().slice(1), [
      'PUT Saving users-2026-11-01.csv in your OneDrive',
      'PUT users-2026-11-01.csv is in your OneDrive',
    ]);
    const info = sent().at(-1);
    assert.deepEqual(
      [info?.contentType, info?.name, info?.content],
      [INFO, 'users-2026-11-01.csv', { uniqueId: 'a-file', fileType: 'csv' }],
    );
    assert.match(info?.contentUrl ?? '', /\/files\/users-2026-11-01\.csv$/);
    assert.deepEqual(readdirSync(bot.folder), []);
  });

  it('is told to the security log', async () => {
    const [offer] = await offered();
    await answer('Adele', accepting(offer));
    await bot.securityLog.flush();
    const { entries } = await bot.securityLog.page(bot.contoso.tenantId, { limit: 9 });
    assert.deepEqual(
      entries.map(({ kind, what }) => [kind, what]),
      [['export-taken', 'users']],
    );
  });

  it('speaks the language in which it was asked for', async () => {
    const [offer] = await offered('Adele', 'exportera användare S-1001', { locale: 'sv-SE' });
    await answer('Adele', accepting(offer));
    assert.equal(shown().at(-1), 'PUT anvandare-2026-11-01.csv finns i din OneDrive');
    assert.match(oneDrive.text(), /^\uFEFFProduktnamn;/);
  });

  it('is not saved a second time, however often it is accepted', async () => {
    const [offer] = await offered();
    await Promise.all([answer('Adele', accepting(offer)), answer('Adele', accepting(offer))]);
    await answer('Adele', accepting(offer));
    assert.equal(oneDrive.parts.length, 1);
    assert.equal(shown().filter((card) => card === 'POST You have answered this offer already').length, 2);
  });

  it('is not saved where it is declined, and cannot be accepted afterwards', async () => {
    const [offer] = await offered();
    await answer('Adele', { action: 'decline', context: offer?.content['declineContext'] });
    assert.equal(shown().at(-1), 'PUT Nothing was saved');
    await answer('Adele', accepting(offer));
    assert.equal(shown().at(-1), 'POST You have answered this offer already');
    assert.deepEqual(oneDrive.parts, []);
  });

  it('is nothing to anybody else, nor under an id of one’s own making', async () => {
    const [offer] = await offered();
    await answer('Megan', accepting(offer));
    assert.equal(shown().at(-1), 'PUT This offer is no longer open');
    const forged = { ...accepting(offer), context: { file: 'a.b.c' } };
    await answer('Adele', forged);
    assert.equal(shown().at(-1), 'PUT This offer is no longer open');
    for (const value of [{}, { action: 'accept' }, { action: 'keep', context: { file: 1 } }]) {
      await answer('Adele', value);
      assert.equal(shown().at(-1), 'PUT This button no longer works');
    }
    assert.deepEqual(oneDrive.parts, []);
    await answer('Adele', accepting(offer));
    assert.equal(oneDrive.parts.length, 1);
  });

  it('is put nowhere but into OneDrive', async () => {
    const [offer] = await offered();
    const good = oneDrive.uploadInfo('users.csv');
    for (const uploadInfo of [
      undefined,
      { ...good, uploadUrl: 'http://169.254.169.254/latest/meta-data' },
      { ...good, contentUrl: 'https://evil.example/users.csv' },
    ]) {
      await answer('Adele', { ...accepting(offer), uploadInfo });
      assert.equal(shown().at(-1), 'PUT The file could not be saved');
    }
    assert.deepEqual(oneDrive.parts, []);
  });

  for (const [what, status, location] of [
    ['refuses it', 507, undefined],
    ['sends elsewhere', 307, 'http://127.0.0.1:9/'],
  ] as const)
    it(`tells so where OneDrive ${what}, and leaves nothing behind`, async () => {
      oneDrive.refuse(status, location);
      const [offer] = await offered();
      await answer('Adele', accepting(offer));
      assert.equal(shown().at(-1), 'PUT The file could not be saved');
      assert.equal(
        sent().some(({ contentType }) => contentType === INFO),
        false,
      );
      assert.deepEqual(readdirSync(bot.folder), []);
    });

  it('ends when the bot is stopped, and tells so', async () => {
    const begun = oneDrive.stall();
    const [offer] = await offered();
    const invoke = { type: 'invoke', name: 'fileConsent/invoke', replyToId: 'the-offer', value: accepting(offer) };
    await bot.post(bot.activity('Adele', invoke));
    await begun;
    await bot.fileConsent.close();
    assert.equal(shown().at(-1), 'PUT The file could not be saved');
    assert.deepEqual(readdirSync(bot.folder), []);
  });

  it('holds what its reader may see when it is accepted', async () => {
    const [offer] = await offered('Megan');
    const megan = (await bot.commerce.getVisitor(bot.contoso.tenantId, bot.contoso.userId('Megan'))).actor;
    const cancellation = { reason: 'other' } as const;
    await bot.commerce.cancelSubscription(megan, 'S-1001' as never, cancellation, { operationId: 'gone' });
    await answer('Megan', accepting(offer));
    assert.equal(shown().at(-1), 'PUT There is nothing to export');
    assert.deepEqual(oneDrive.parts, []);
  });

  it('is not offered in a group', async () => {
    const conversation = { id: 'group', conversationType: 'groupChat', isGroup: true, tenantId: bot.contoso.tenantId };
    const view = {
      action: { type: 'Action.Execute', verb: 'export-users', data: { all: true, by: bot.contoso.userId('Adele') } },
    };
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: view, conversation };
    const { body } = await bot.post(bot.activity('Adele', invoke));
    assert.match(readCard((body as { value: unknown }).value), /^Users of all self-service purchases/);
    assert.deepEqual(sent(), []);
  });
});

describe('OneDrive', () => {
  it('is at the addresses of its clouds, by https', () => {
    for (const address of [
      'https://contoso-my.sharepoint.com/personal/a/_api/v2.0/drive/items/1/uploadSession?guid=1',
      'https://contoso-my.sharepoint.us/x',
      'https://contoso-my.sharepoint.cn/x',
    ])
      assert.equal(isOneDrive(address), true, address);
    for (const address of [
      'http://contoso-my.sharepoint.com/x',
      'https://sharepoint.com.evil.example/x',
      'https://evilsharepoint.com/x',
      'https://sharepoint.com@evil.example/x',
      'https://user@contoso.sharepoint.com/x',
      'https://contoso.sharepoint.com:8443/x',
      'https://127.0.0.1/x',
      'file:///etc/passwd',
      '',
    ])
      assert.equal(isOneDrive(address), false, address);
  });

  it('gets a large file in parts', async () => {
    const [oneDrive, folder] = [await startOneDrive(), await mkdtemp(join(tmpdir(), 'one-drive-'))];
    const line = `${'å'.repeat(499)}\r\n`;
    const source = Readable.from(Array.from({ length: 8000 }, () => line));
    const address = oneDrive.uploadInfo('large.csv')['uploadUrl'] ?? '';
    await upload({ source, address, folder, signal: new AbortController().signal });
    assert.deepEqual(
      oneDrive.parts.map(({ range }) => range),
      ['bytes 0-3276799/8000000', 'bytes 3276800-6553599/8000000', 'bytes 6553600-7999999/8000000'],
    );
    assert.equal(oneDrive.text(), line.repeat(8000));
    await oneDrive.close();
    await removeLeftovers(folder);
  });

  it('leaves nothing of a crash behind when the bot starts anew', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'one-drive-'));
    await writeFile(join(folder, 'left.csv'), 'people');
    await removeLeftovers(folder);
    assert.equal(existsSync(folder), false);
  });
});
