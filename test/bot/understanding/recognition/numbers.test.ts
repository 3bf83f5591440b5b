import assert from 'node:assert/strict';
import { understand } from '../../../support/chat/understand.ts';
import { type NamedTenant, namedTenant } from '../../../support/tenants/named-tenant.ts';

/** Numbers as invoices have them, here and there. */
const NUMBERS = [
  'G000881204',
  'E0500M2XR9',
  'INV-2026/0417',
  '2026-00391',
  '8004417',
  'H-7719',
  'FAK.2026.118',
  'RE_4471_B',
  'A1B2C3D4',
  '2026/11/0099',
  'Nº-55120',
  'CR-0042-7',
];

describe('Numbers in a sentence', () => {
  let tenant: NamedTenant;
  before(async () => {
    tenant = await namedTenant({ invoices: NUMBERS });
  });

  for (const number of NUMBERS) {
    it(`are those of one’s invoices: ${number}`, async () => {
      for (const text of [
        'pay invoice N',
        'invoice N',
        'betala faktura N',
        'show me invoice no. N please',
        'faktura nr N',
      ]) {
        const [mention, ...others] = await tenant.named(text.replace('N', number), 'Megan');
        assert.equal(mention?.replace(/^invoice .*: /, ''), number, text);
        assert.deepEqual(others, []);
      }
      assert.deepEqual(await tenant.mentions(`invoice ${number}`), [], 'another person’s invoice is told');
    });

    it(`are understood behind "invoice" where nobody is known: ${number}`, () => {
      for (const [text, command] of [
        ['pay invoice N', 'pay-invoice'],
        ['betala faktura N', 'pay-invoice'],
        ['invoice N', 'invoice'],
        ['faktura nr N', 'invoice'],
      ] as const) {
        const understood = understand(text.replace('N', number));
        assert.ok(understood.kind === 'command' && understood.command === command, text);
        const found = String(understood.args['invoice']).replace(/[^\p{L}\p{N}]/gu, '');
        assert.equal(
          found,
          number
            .normalize('NFKC')
            .toUpperCase()
            .replace(/[^\p{L}\p{N}]/gu, ''),
          text,
        );
      }
    });
  }

  it('are those of one’s invoices, with other signs or blanks in them', async () => {
    for (const text of ['inv 2026 0417', 'INV20260417', 'inv–2026–0417', 'INV 2026/0417'])
      assert.deepEqual(
        (await tenant.named(`pay invoice ${text}`, 'Megan')).map((each) => each.split(': ')[1]),
        ['INV-2026/0417'],
      );
  });

  it('are not numbers of licenses, years, days or periods', async () => {
    for (const text of [
      'buy 8004 Visio',
      'invoices 2026',
      'invoices 2026-01-01 to 2026-03-31',
      'invoices last 12 months',
    ])
      assert.deepEqual(
        (await tenant.mentions(text, 'Megan')).filter(({ kind }) => kind === 'invoice'),
        [],
        text,
      );
  });

  it('are those of subscriptions that one may see, with a sign, a blank or nothing between', async () => {
    for (const text of [
      'S-1001',
      's1001',
      'S 1001',
      'subscription 1001',
      'prenumeration nr 1001',
      'cancel 1001',
      'order history for 1001',
    ])
      assert.deepEqual(
        (await tenant.named(text)).map((each) => each.split(': ')[1]),
        ['S-1001'],
        text,
      );
    assert.deepEqual(await tenant.named('S-1001', 'Joni'), []);
    for (const text of ['buy 1001 Visio Plan 2', 'set S-1002 to 1001 licenses', 'subscription 99999'])
      assert.ok(!(await tenant.named(text)).some((each) => each.endsWith(': S-1001')), text);
  });
});
