import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMailer } from '../../../services/mail/create-mailer.ts';
import { temporaryDirectory } from '../../support/redis/redis.ts';

describe('Mails without a mail server', () => {
  it('are written to files, one for each however often it is sent, and the description says why', async () => {
    const dataDir = await temporaryDirectory();
    const mailFrom = { name: 'Purchases', address: 'no-reply@contoso.example' };
    const mailer = createMailer({ smtpUrl: undefined, mailFrom, dataDir });
    const to = { name: 'Megan Bowen', address: 'meganb@contoso.example' };
    const mail = { to, subject: 'Canceled', html: '<p>Gone</p>', text: 'Gone', id: 'abc' };
    for (const each of [mail, mail, { ...mail, id: 'def' }]) assert.deepEqual(await mailer.send(each), { ok: true });
    assert.deepEqual((await readdir(join(dataDir, 'mail'))).sort(), ['abc.eml', 'def.eml']);
    const text = await readFile(join(dataDir, 'mail', 'abc.eml'), 'utf8');
    assert.match(text, /^From: Purchases <no-reply@contoso\.example>\r?$/m);
    assert.match(text, /^To: Megan Bowen <meganb@contoso\.example>\r?$/m);
    assert.match(mailer.description, /mail, as SMTP_URL is not set$/);
    mailer.close();
    await rm(dataDir, { recursive: true });
  });
});
