import assert from 'node:assert/strict';
import { type NamedTenant, namedTenant } from '../../../support/tenants/named-tenant.ts';

/**
 * Products of https://learn.microsoft.com/microsoft-365/commerce/subscriptions/allowselfservicepurchase-powershell, some of
 * which Contoso has, under today's name or an older one.
 */
const MICROSOFT = [
  'Clipchamp Premium',
  'Dynamics 365 Marketing',
  'Dynamics 365 Marketing Additional Application',
  'Dynamics 365 Marketing Additional Non-Prod Application',
  'Dynamics 365 Marketing Attach',
  'Microsoft 365 Copilot',
  'Microsoft 365 F3',
  'Microsoft Purview Discovery',
  'Planner Plan 1',
  'Project Plan 3',
  'Power Apps per user',
  'Power Apps Premium',
  'Power Automate per user',
  'Power Automate Premium',
  'Power Automate RPA',
  'Power BI Premium (standalone)',
  'Power BI Pro',
  'Power Pages vTrial for Makers',
  'Python in Excel',
  'Teams Exploratory',
  'Teams Premium',
  'Visio Plan 1',
  'Visio Plan 2',
  'Viva Goals (self-service trials only)',
  'Windows 365 Business',
  'Windows 365 Business with Windows Hybrid Benefit',
  'Windows 365 Enterprise',
];
/** Other vendors' and a tenant's own, in letters of several languages. */
const OWN = [
  'Acme Sketch Studio',
  'Łódź Kartografia Pro',
  'Ørsted Vind 2',
  "Ryan's Ledger",
  'Blå‑Boken Plus',
  'ﬁnTrack 360',
  'Müller & Söhne CAD',
  'C++ Insights',
  'Đại Việt OCR',
  'Þórr Backup',
];

/** Commands, in both languages, and what they come to. */
const COMMANDS = {
  'buy 2 X': 'buy',
  'köp 2 X': 'buy',
  'block X': 'set-policy',
  'blockera X': 'set-policy',
  'licenses X': 'licenses',
  'licenser X': 'licenses',
  'who has X': 'licenses',
  'vem har X': 'licenses',
  'request X': 'request-license',
  'begär X': 'request-license',
} as const;

describe('Products in a sentence', () => {
  let tenant: NamedTenant;
  const contosoHas = ['Clipchamp Premium', 'Microsoft 365 Copilot', 'Planner Plan 1', 'Project Plan 3', 'Power BI Pro'];
  const also = ['Power Apps per user', 'Power Automate per user', 'Power Automate RPA', 'Teams Premium'];
  const known = [...contosoHas, ...also, 'Visio Plan 1', 'Visio Plan 2'];
  before(async () => {
    tenant = await namedTenant({ products: [...MICROSOFT.filter((name) => !known.includes(name)), ...OWN] });
  });

  for (const name of [...MICROSOFT, ...OWN])
    it(`can be said as it is shown: ${name}`, async () => {
      for (const [sentence, command] of Object.entries(COMMANDS)) {
        const understood = await tenant.understand(sentence.replace('X', name));
        assert.ok(understood.kind === 'command', `${sentence}: ${JSON.stringify(understood)}`);
        const { product, quantity } = understood.args;
        assert.deepEqual([understood.command, product], [command, tenant.productId(name)], sentence);
        assert.equal(quantity, /\d/.test(sentence) ? 2 : undefined, sentence);
      }
    });

  it('can be said in small letters, in one piece, without the vendor, and under old names', async () => {
    const others = {
      'power apps premium': 'Power Apps Premium',
      'PowerApps Premium': 'Power Apps Premium',
      'm365 f3': 'Microsoft 365 F3',
      'Office 365 F3': 'Microsoft 365 F3',
      'purview discovery': 'Microsoft Purview Discovery',
      'copilot for microsoft 365': 'Microsoft 365 Copilot',
      'Project Plan 1': 'Planner Plan 1',
      'Planner and Project Plan 3': 'Project Plan 3',
      'viva goals': 'Viva Goals (self-service trials only)',
      'lodz kartografia pro': 'Łódź Kartografia Pro',
      'orsted vind 2': 'Ørsted Vind 2',
      'ryans ledger': "Ryan's Ledger",
      'acme sketch': 'Acme Sketch Studio',
      'Acme Skecth Studio': 'Acme Sketch Studio',
      'powr bi pro': 'Power BI Pro',
      'Visio Plan 1': 'Visio Plan 1',
    };
    for (const [said, name] of Object.entries(others)) {
      const [found] = (await tenant.mentions(`block ${said}`)).filter(({ kind }) => kind === 'product');
      assert.deepEqual(
        found?.meant.map((each) => each.name),
        [name],
        said,
      );
    }
  });

  it('are alternatives where a beginning fits several', async () => {
    assert.deepEqual(await tenant.named('who has windows 365?'), [
      'product windows 365: Windows 365 Business, Windows 365 Business with Windows Hybrid Benefit, Windows 365 Enterprise',
    ]);
  });

  it('stand in compounds and in the genitive', async () => {
    for (const text of [
      'visiolicenser',
      'Copilotförfrågan',
      'powerbilicenser',
      'visios licenser',
      'acmesketchlicenser',
    ])
      assert.equal((await tenant.mentions(text))[0]?.kind, 'product', text);
  });

  it('end where another word begins', async () => {
    for (const text of ['cancel Power BI Pro S-1001', 'buy Power BI Pro a day early', 'Visio Plan 2 s'])
      assert.match((await tenant.named(text))[0] ?? '', /^product (?:Power BI Pro|Visio Plan 2): /, text);
  });

  it('are not told by their plan’s number being nearly another', async () => {
    for (const text of ['block Visio Plan 3', 'buy 6 Project Plan 7', 'licenses Acme Sketch 4'])
      assert.deepEqual(await tenant.named(text), [], text);
  });
});
