import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMailer } from '../../../services/mail/create-mailer.ts';
import { senderFrom } from '../../../services/mail/message.ts';
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

  it('come from an address, with or without a name', () => {
    assert.deepEqual(senderFrom('Purchases <a@b.example>'), { name: 'Purchases', address: 'a@b.example' });
    for (const [written, name] of [
      ['"Purchases" <a@b.example>', 'Purchases'],
      ['"Purchases, IT" <a@b.example>', 'Purchases, IT'],
      ['"The \\"Bot\\"" <a@b.example>', 'The "Bot"'],
      ['"a\\\\b" <a@b.example>', 'a\\b'],
      ['" spaced " <a@b.example>', 'spaced'],
      ['"" <a@b.example>', ''],
      ['Inköp "Nord" <a@b.example>', 'Inköp "Nord"'],
      ['"half <a@b.example>', '"half'],
      ["O'Brien <a@b.example>", "O'Brien"],
      ['"Inköp"<a@b.example>', 'Inköp'],
    ] as const)
      assert.deepEqual(senderFrom(written), { name, address: 'a@b.example' }, written);
    assert.deepEqual(senderFrom(' a@b.example '), { name: '', address: 'a@b.example' });
    for (const wrong of [
      '',
      'Purchases',
      'a@b.example, c@d.example',
      'A <a@b.example> B',
      '<a@b.example\r\nBcc: c@d.example>',
    ])
      assert.equal(senderFrom(wrong), undefined, wrong);
  });
});
