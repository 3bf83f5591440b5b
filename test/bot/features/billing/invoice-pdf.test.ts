import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { invoiceFileName, invoicePdf } from '../../../../bot/features/billing/invoice-pdf.ts';
import type { HeldInvoice } from '../../../../bot/features/billing/invoice-view.ts';
import { localizerFor } from '../../../../locales/index.ts';
import type { Invoice } from '../../../../services/commerce/api/types.ts';
import { createLinks } from '../../../../services/links/links.ts';
import { type RunningBot, startBot } from '../../../support/bots/running-bot.ts';
import { readCard } from '../../../support/chat/conversation.ts';
import { addressOn, pressOn, sayTo, sendForm } from '../../../support/chat/pressing.ts';
import { testRedis } from '../../../support/redis/redis.ts';

/** What a reader of the PDF finds, in one line; the fixed spaces of numbers are plain ones here. */
const textOf = async (bytes: ArrayBuffer | Uint8Array): Promise<string> => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
};

describe('An invoice as a PDF', () => {
  const held = (locale: string, invoice: Partial<Invoice> = {}): HeldInvoice =>
    ({
      localizer: localizerFor([locale], 'Europe/Stockholm'),
      product: 'Visio Plan 2',
      invoice: {
        number: 'G-250199',
        subscription: 'S-1003',
        issuedAt: Date.parse('2026-10-17T22:30:00Z'),
        dueAt: Date.parse('2026-10-31T09:00:00Z'),
        amount: { amount: 123_450, currency: 'SEK' },
        status: 'overdue',
        ...invoice,
      },
      person: { displayName: 'Åsa Öberg Ēriksdóttir', userPrincipalName: 'asa@fabrikam.example' },
      tenant: { name: 'Fabrikam Sverige AB', country: 'SE' },
    }) as HeldInvoice;
  const bytesOf = async (invoice: HeldInvoice) => buffer(await invoicePdf(invoice, Date.parse('2026-11-01T09:00:00Z')));

  it('says in Swedish who owes what for what, and until when', async () => {
    assert.equal(
      await textOf(await bytesOf(held('sv-SE'))),
      'Faktura G-250199 Självbetjäningsköp i Microsoft 365 Faktureras till Åsa Öberg Ēriksdóttir asa@fabrikam.example ' +
        'Fabrikam Sverige AB, Sverige Fakturadatum 18 okt. 2026 Förfallodatum 31 okt. 2026 Status Förföll 31 okt. 2026 ' +
        'Beskrivning Belopp Visio Plan 2, prenumeration S-1003 1 234,50 kr Totalt 1 234,50 kr ' +
        'Skriv ”betala faktura G-250199” i chatten för att betala den.',
    );
  });

  it('says it in English, and nothing of paying where it is paid', async () => {
    const text = await textOf(await bytesOf(held('en-US', { status: 'paid' })));
    assert.match(text, /^Invoice G-250199 Self-service purchase in Microsoft 365 Bill to Åsa Öberg/);
    assert.match(text, /Sweden .* Status Paid Description Amount Visio Plan 2, subscription S-1003 SEK 1,234\.50/);
    assert.match(text, /Total SEK 1,234\.50$/);
  });

  it('is a credit note where money is given back', async () => {
    const credit = { amount: { amount: -7000, currency: 'SEK' }, status: 'paid' } as const;
    const text = await textOf(await bytesOf(held('en-US', credit)));
    assert.match(text, /^Credit note G-250199 .* Status Credited .* −SEK 70\.00/);
  });

  it('names the reference alone where the subscription is gone', async () => {
    const text = await textOf(await bytesOf({ ...held('en-US'), product: undefined }));
    assert.match(text, /Description Amount S-1003 SEK/);
  });

  it('tells readers its title and its language, and has its letters with it', async () => {
    const bytes = await bytesOf(held('sv-SE'));
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(bytes)));
    assert.deepEqual([info['Title'], info['Language']], ['Faktura G-250199', 'sv-SE']);
    assert.match(bytes.toString('latin1'), /\/FontFile2 /);
  });

  it('has a file name that fits into a header', () => {
    assert.equal(invoiceFileName(held('sv-SE')), 'faktura-G-250199.pdf');
    assert.equal(invoiceFileName(held('en-US', { number: 'a"\r\nÅ/..' })), 'invoice-a_______.pdf');
  });
});

describe('The page that hands out an invoice', () => {
  let bot: RunningBot;
  beforeEach(async () => {
    bot = await startBot(await testRedis());
  });
  afterEach(() => bot.close());

  const refuses = async (response: Response, status: number, words: RegExp) => {
    assert.equal(response.status, status);
    assert.match(await response.text(), words);
  };

  it('gives the PDF for a press of its button, once', async () => {
    const address = addressOn(await sayTo(bot, 'Patti', 'invoice G-240906'));
    for (let look = 0; look < 2; look += 1)
      await refuses(
        await fetch(address),
        200,
        /<h1>invoice-G-240906\.pdf<\/h1>\s*<p>An invoice for Patti Fernandez, Contoso\.<\/p>/,
      );
    const file = await sendForm(address);
    assert.deepEqual(
      ['content-type', 'content-disposition', 'cache-control'].map((name) => file.headers.get(name)),
      ['application/pdf', 'attachment; filename="invoice-G-240906.pdf"', 'no-store'],
    );
    const text = await textOf(await file.arrayBuffer());
    assert.match(text, /^Invoice G-240906 .*Patti Fernandez .*Overdue since Oct 31, 2026 .*Total \$30\.00/);
    await refuses(await sendForm(address), 410, /This link has been used/);
    const again = await pressOn(bot, 'Patti', await sayTo(bot, 'Patti', 'invoice G-240906'), 'New link to the PDF');
    assert.match(await textOf(await (await sendForm(addressOn(again))).arrayBuffer()), /^Invoice G-240906 /);
  });

  it('speaks the language of who asked', async () => {
    const card = await sayTo(bot, 'Patti', 'faktura G-240906', { locale: 'sv-SE' });
    assert.match(readCard(card), /^Faktura G-240906\n/);
    const page = await fetch(addressOn(card));
    assert.match(await page.text(), /<html lang="sv">[\s\S]*faktura-G-240906\.pdf[\s\S]*Ladda ned/);
    assert.match(await textOf(await (await sendForm(addressOn(card))).arrayBuffer()), /^Faktura G-240906 /);
  });

  it('shows the invoice as it is when it is taken', async () => {
    const address = addressOn(await sayTo(bot, 'Patti', 'invoice G-240906'));
    const { actor } = await bot.commerce.getVisitor(bot.contoso.tenantId, bot.contoso.userId('Patti'));
    const { id } = await bot.commerce.getInvoice(actor, 'G-240906');
    await bot.commerce.payInvoice(actor, id, undefined, { operationId: 'pay' });
    assert.match(await textOf(await (await sendForm(address)).arrayBuffer()), /Status Paid/);
  });

  it('gives nothing for a link that is late, forged, or of another purpose', async () => {
    const address = addressOn(await sayTo(bot, 'Patti', 'invoice G-240906'));
    await refuses(await fetch(`${address}x`), 404, /This link does not lead anywhere/);
    await refuses(await fetch(address.replace('/invoice/', '/export/')), 404, /This link does not lead anywhere/);
    const { tenantId, userId, now } = bot.contoso;
    const old = createLinks({ redis: await testRedis(), now: () => now() - 11 * 60_000 });
    const data = { language: 'en', invoice: 'any' };
    const token = await old.issue({ tenantId, userId: userId('Patti'), purpose: 'invoice', data });
    await refuses(await fetch(`${bot.url}/invoice/${token}`), 410, /This link has expired/);
  });
});
