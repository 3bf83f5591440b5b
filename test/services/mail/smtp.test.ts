import assert from 'node:assert/strict';
import type { Mail, Mailer } from '../../../services/mail/mailer.ts';
import { createSmtpMailer } from '../../../services/mail/smtp.ts';
import { headerOf, type MailServer, startMailServer } from '../../support/stand-ins/mail-server.ts';

const FROM = { name: 'Köp', address: 'no-reply@contoso.example' };
const MAIL: Mail = {
  to: { name: 'Åsa Öberg', address: 'asa@contoso.example' },
  subject: 'Prenumerationen går ut om 7 dagar',
  html: '<p>Hej Åsa</p>',
  text: 'Hej Åsa',
  id: 'abc',
};

describe('Mails by SMTP', () => {
  let server: MailServer;
  let mailer: Mailer;

  beforeEach(async () => {
    server = await startMailServer();
    mailer = createSmtpMailer(server.url, FROM);
  });
  afterEach(async () => {
    mailer.close();
    await server.away();
  });

  const first = () => {
    const [mail] = server.received;
    assert.ok(mail);
    return mail;
  };

  it('carry text and HTML, say that they are automatic, and have the Message-ID that they were given', async () => {
    assert.deepEqual(await mailer.send(MAIL), { ok: true });
    const { from, to, text } = first();
    assert.deepEqual([from, to], ['no-reply@contoso.example', ['asa@contoso.example']]);
    assert.match(text, /Content-Type: text\/plain; charset=utf-8[\s\S]*Content-Type: text\/html; charset=utf-8/);
    assert.equal(headerOf(first(), 'Message-ID'), '<abc@contoso.example>');
    assert.equal(headerOf(first(), 'Auto-Submitted'), 'auto-generated');
    assert.match(headerOf(first(), 'Subject') ?? '', /^=\?UTF-8\?/);
  });

  it('let no name or subject bring a header or a recipient with it', async () => {
    const evil = 'Eve\r\nBcc: all@contoso.example\u2028X-Evil: 1" <eve@evil.example>, other@evil.example';
    await mailer.send({
      ...MAIL,
      to: { ...MAIL.to, name: evil },
      subject: `Hi\r\nBcc: all@contoso.example\r\n\r\nbody`,
    });
    assert.deepEqual(first().to, ['asa@contoso.example']);
    const headers = first().text.slice(0, first().text.indexOf('\r\n\r\n'));
    assert.doesNotMatch(headers, /^(bcc|x-evil):/im);
    assert.equal(headerOf(first(), 'Subject'), 'Hi Bcc: all@contoso.example body');
  });

  for (const address of [
    '',
    'nobody',
    'a@b.example, c@d.example',
    'a@b.example\r\nRCPT TO:<c@d.example>',
    '<a@b.example>',
  ])
    it(`are not sent to ${JSON.stringify(address)}`, async () => {
      const outcome = await mailer.send({ ...MAIL, to: { name: 'A', address } });
      assert.deepEqual(outcome, { ok: false, outcome: 'failed', code: 'bad-address' });
      assert.deepEqual(server.received, []);
    });

  it('are refused for good with 5xx, of the recipient or of the message', async () => {
    server.toRecipient = () => 550;
    assert.deepEqual(await mailer.send(MAIL), { ok: false, outcome: 'failed', code: '550' });
    server.toRecipient = () => 'take';
    server.toMessage = () => 554;
    assert.deepEqual(await mailer.send(MAIL), { ok: false, outcome: 'failed', code: '554' });
  });

  it('are put off by greylisting, and taken the next time', async () => {
    server.toRecipient = () => 451;
    assert.deepEqual(await mailer.send(MAIL), { ok: false, outcome: 'later', code: '451' });
    server.toRecipient = () => 'take';
    assert.deepEqual(await mailer.send(MAIL), { ok: true });
    assert.equal(server.received.length, 1);
  });

  it('are tried once when the connection breaks, and are to be sent later', async () => {
    let asked = 0;
    server.toMessage = () => {
      asked += 1;
      return 'break';
    };
    const outcome = await mailer.send(MAIL);
    assert.equal(!outcome.ok && outcome.outcome, 'later');
    assert.equal(asked, 1);
  });

  it('wait for a server that is away', async () => {
    await server.away();
    const outcome = await mailer.send(MAIL);
    assert.equal(!outcome.ok && outcome.outcome, 'later');
    await server.back();
    assert.deepEqual(await mailer.send(MAIL), { ok: true });
  });

  it('wait until the configuration has the right password', async () => {
    const wrong = createSmtpMailer(server.url.replace('//', '//user:wrong@'), FROM);
    assert.deepEqual(await wrong.send(MAIL), { ok: false, outcome: 'later', code: '535' });
    wrong.close();
  });

  it('say where they go without the password', () => {
    const secret = createSmtpMailer('smtps://user:secret@mail.contoso.example:465', FROM);
    assert.equal(secret.description, 'mails go to mail.contoso.example:465');
    secret.close();
  });
});
