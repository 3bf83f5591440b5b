import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { createFolderMailer } from '../../services/mail/folder.ts';
import { senderFrom } from '../../services/mail/message.ts';
import { temporaryDirectory } from '../support/redis/redis.ts';

/** https://github.com/choyiny/saasmail/pull/198 */
const COMMA = 'a comma or another sign in the name';
/** https://github.com/arithmetric/aws-lambda-ses-forwarder/pull/108 and https://github.com/kootenpv/yagmail/issues/53 */
const MARKS = 'marks around the name, which are no part of it';
/** https://github.com/bluetiger9/SmtpClient-for-Qt/issues/98 and https://github.com/sympa-community/sympa/issues/999 */
const ADDRESS = 'an address as the name';
/** https://github.com/coder/coder/pull/21840 and https://github.com/bcosca/fatfree/issues/1177 */
const ENVELOPE = 'a name that is none of the envelope’s business';

/** Where it was reported, what stands in `MAIL_FROM`, and the name that a reader sees. */
const SENDERS = [
  [MARKS, '"Purchases" <a@b.example>', 'Purchases'],
  [MARKS, '"The \\"Bot\\"" <a@b.example>', 'The "Bot"'],
  [MARKS, '"a\\\\b" <a@b.example>', 'a\\b'],
  [MARKS, '" spaced " <a@b.example>', 'spaced'],
  [MARKS, '"" <a@b.example>', ''],
  [MARKS, '"Inköp"<a@b.example>', 'Inköp'],
  [MARKS, 'Inköp "Nord" <a@b.example>', 'Inköp "Nord"'],
  [MARKS, '"half <a@b.example>', '"half'],
  [MARKS, "'Contoso Purchases' <a@b.example>", 'Contoso Purchases'],
  [MARKS, '“Contoso Purchases” <a@b.example>', 'Contoso Purchases'],
  [MARKS, '”Inköp Norden” <a@b.example>', 'Inköp Norden'],
  [MARKS, '„Einkauf Süd“ <a@b.example>', 'Einkauf Süd'],
  [MARKS, '« Achats » <a@b.example>', 'Achats'],
  [MARKS, '‘Licenses’ <a@b.example>', 'Licenses'],
  [MARKS, '"\'Licenses\'" <a@b.example>', 'Licenses'],
  [MARKS, '"Licenses <Contoso>" <a@b.example>', 'Licenses <Contoso>'],
  [MARKS, "O'Brien <a@b.example>", "O'Brien"],
  [MARKS, "'t Hooft <a@b.example>", "'t Hooft"],
  [COMMA, '"Purchases, IT" <a@b.example>', 'Purchases, IT'],
  [COMMA, 'Ada, VP of Licenses <a@b.example>', 'Ada, VP of Licenses'],
  [COMMA, 'Licenses; R&D (Nord) <a@b.example>', 'Licenses; R&D (Nord)'],
  [COMMA, 'Team: Licenses <a@b.example>', 'Team: Licenses'],
  [COMMA, 'Licenses [Beta]. <a@b.example>', 'Licenses [Beta].'],
  [COMMA, '購買 ÅÄÖ 🛒 <a@b.example>', '購買 ÅÄÖ 🛒'],
  [ADDRESS, 'A@b.example <a@b.example>', 'A@b.example'],
  [ADDRESS, '"boss@contoso.example" <a@b.example>', 'boss@contoso.example'],
  [ENVELOPE, 'Purchases <a@b.example>', 'Purchases'],
  [ENVELOPE, ' a@b.example ', ''],
  [ENVELOPE, '<a@b.example>', ''],
  [ENVELOPE, 'Purchases\t \u200b<a@b.example>', 'Purchases'],
  [ENVELOPE, '"Purchases"\r\n <a@b.example>', 'Purchases'],
] as const;

/** What is refused at the start, instead of going out as something else. */
const NONE = [
  '',
  'Purchases',
  '"Purchases"',
  'a@b.example, c@d.example',
  'A <a@b.example> B',
  '<a@b.example\r\nBcc: c@d.example>',
  '"Purchases <a@b.example>"',
  'A <a@b.example>, B <c@d.example>',
  'A <a@b.example> <c@d.example>',
  'A <a b@c.example>',
  'A <>',
  'mailto:a@b.example',
];

describe('Whom mails come from', () => {
  let folder: string;
  before(async () => {
    folder = await temporaryDirectory();
  });
  after(() => rm(folder, { recursive: true }));

  const to = { name: 'Megan Bowen', address: 'meganb@contoso.example' };

  for (const [report, written, name] of SENDERS)
    it(`is read of ${JSON.stringify(written)}, and so by who gets the mail (${report})`, async () => {
      const sender = senderFrom(written) ?? assert.fail('no sender');
      assert.deepEqual(sender, { name, address: 'a@b.example' });
      await createFolderMailer(folder, sender).send({ to, subject: 's', html: '<p>h</p>', text: 't', id: 'one' });
      const { from } = await PostalMime.parse(await readFile(join(folder, 'one.eml'), 'utf8'));
      assert.deepEqual(from, { name, address: 'a@b.example' });
    });

  for (const written of NONE)
    it(`is not read of ${JSON.stringify(written)}`, () => assert.equal(senderFrom(written), undefined));
});
