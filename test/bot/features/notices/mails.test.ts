import assert from 'node:assert/strict';
import { NOTICE_KINDS } from '../../../../services/notices/kinds.ts';
import type { MailText } from '../../../../services/notices/ports.ts';
import { understand } from '../../../support/chat/understand.ts';
import { actInContoso, type Shown } from '../../../support/notices/contoso.ts';
import { noticesOfEveryKind } from '../../../support/notices/every-kind.ts';
import { type RenderedNotices, startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

describe('The mail of a notice', () => {
  let rendered: RenderedNotices;
  let mailed: Shown[];
  before(async () => {
    rendered = await startRenderedNotices();
    mailed = noticesOfEveryKind(rendered, await actInContoso(rendered)).filter(
      ([, { kind }]) => NOTICE_KINDS[kind].mailed,
    );
  });

  const eachMail = async (check: (mail: MailText, language: string, kind: string) => void) => {
    for (const [who, notice] of mailed)
      for (const language of ['en-US', 'sv-SE']) {
        const mail = await rendered.mail(who, notice, language);
        assert.ok(mail, `${notice.kind} ${language}`);
        check(mail, language, notice.kind);
      }
  };

  it('exists for every kind that goes out by mail, in both languages', async () => {
    assert.equal(mailed.length, 13);
    const subjects: string[] = [];
    await eachMail(({ subject }) => subjects.push(subject));
    assert.equal(new Set(subjects).size, subjects.length);
    assert.ok(subjects.includes('Invoice G-240906 is overdue') && subjects.includes('Faktura G-240906 är förfallen'));
  });

  it('tells the same as text and as HTML, in the language that the HTML names', async () =>
    eachMail(({ subject, text, html }, language) => {
      assert.ok(text.startsWith(subject) && html.includes(`<h1`) && html.includes(`<title>${subject}</title>`));
      assert.match(html, new RegExp(`^<!doctype html><html lang="${language.slice(0, 2)}">`));
      assert.doesNotMatch(html, /<(img|script|link|iframe|table)|https?:|\bon\w+=/);
      assert.doesNotMatch(text + html, /\$\{|\{\{|undefined|NaN|"(notices|mail)\./);
    }));

  it('says what to write to the bot, which understands it', async () =>
    eachMail(({ text }, _language, kind) => {
      const sentence = /\n {4}(.+)\n/.exec(text)?.[1] ?? '';
      assert.equal(understand(sentence, '2026-11-01').kind, 'command', `${kind}: ${sentence}`);
    }));

  it('says how to turn such mails off', async () =>
    eachMail(({ text }, language) => assert.match(text, language === 'en-US' ? /“notifications”/ : /”aviseringar”/)));

  it('shows names as they are written, and never as HTML', async () => {
    const { commerce, tenantId, userId } = rendered;
    const { actor } = await commerce.getVisitor(tenantId, userId('Raul'));
    const message = '<script>alert(1)</script> & "quotes"';
    const product = (await commerce.listBuyable(actor)).find(({ kinds }) => kinds.length === 0)?.product;
    assert.ok(product);
    await commerce.requestLicense(actor, { productId: product.id, message }, { operationId: 'html' });
    const mail = await rendered.mail('Lynne', await rendered.last('request-made'));
    assert.ok(mail);
    assert.ok(mail.html.includes('&#60;script&#62;alert(1)&#60;/script&#62; &#38;') && !mail.html.includes('<script'));
    assert.ok(mail.text.includes('<script>alert(1)</script>'));
  });

  it('does not exist for one who may not know of it', async () => {
    const decided = mailed.find(([, { kind }]) => kind === 'request-decided')?.[1];
    assert.ok(decided);
    assert.equal(await rendered.mail('Megan', decided), undefined);
  });
});
