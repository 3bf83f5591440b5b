import assert from 'node:assert/strict';
import { spokenLanguage } from '../../../bot/understanding/spoken-language.ts';

const SHORT = {
  en: [
    ...[
      'hi',
      'hello there',
      'help',
      'licenses',
      'spend',
      'subscriptions',
      'take over S-2',
      'who has visio',
      'requests',
    ],
    ...[
      'my invoices',
      'invoice',
      'buy 2 visio',
      'price of copilot',
      'cancel S-1',
      'yes',
      'no thanks',
      'thanks',
      'unused',
    ],
    ...[
      'and visio?',
      'the second one',
      'next page',
      'assign S-1 to Åsa Öberg',
      'block Teams Premium',
      'who am I',
      'three',
    ],
    ...['undo that', 'turn it off', 'expired', 'payment methods', 'customers', 'act for Räksmörgås AB', 'newest first'],
    ...['move users from S-1 to C-2', 'never mind', 'what does Sören Åkerlund have', 'show it', 'how much is that?'],
    ...['notify here', 'approve all', 'give Lee a license'],
  ],
  sv: [
    ...[
      'hej',
      'hej hej',
      'hjälp',
      'licenser',
      'kostnader',
      'prenumerationer',
      'ta över S-2',
      'vem har visio',
      'ansökningar',
    ],
    ...[
      'mina fakturor',
      'faktura',
      'köp 2 visio',
      'pris på copilot',
      'avsluta S-1',
      'ja',
      'nej tack',
      'tack',
      'oanvända',
    ],
    ...[
      'och visio?',
      'den andra',
      'nästa sida',
      'tilldela S-1 till Lee Gu',
      'blockera Teams Premium',
      'vem är jag',
      'tre',
    ],
    ...['ångra det', 'stäng av den', 'utgångna', 'betalningsmetoder', 'kunder', 'agera för Contoso', 'nyast först'],
    ...['flytta användare från S-1 till C-2', 'glöm det', 'vad har Megan Bowen', 'visa den', 'vad kostar det?'],
    ...['avisera här', 'godkänn alla', 'ge Lee en licens', 'hjalp', 'ta over S-2 at mig', 'vad kan jag gora'],
  ],
};

const OF_ANY = [
  'S-2',
  'ok',
  'visio',
  'Power BI',
  'power apps per user',
  '2',
  'export',
  'status',
  'G-240906',
  '',
  '…',
  '👍',
];
const NAMES = [
  'Lee Gu',
  'Joni Sherman',
  'Anna Berg',
  'anna@contoso.example',
  'Project Plan 3',
  'https://contoso.example',
];

describe('The language that a text is written in', () => {
  for (const language of ['en', 'sv'] as const)
    it(`is told of short ones: ${language}`, () => {
      const others = SHORT[language].filter((text) => spokenLanguage(text) !== language);
      assert.deepEqual(others, []);
    });

  it('is left open where it could be any', () => {
    assert.deepEqual(
      [...OF_ANY, ...NAMES].filter((text) => spokenLanguage(text) !== undefined),
      [],
    );
  });

  it('is that of most words where both languages are mixed', () => {
    assert.equal(spokenLanguage('kan du canceln S-1001 och göra en refund till mig'), 'sv');
    assert.equal(spokenLanguage('please show me the prenumerationer that expire this month'), 'en');
  });

  it('is told of no more than the beginning of a long text', () => {
    assert.equal(spokenLanguage(`${'x '.repeat(500)}visa mina fakturor`), undefined);
  });
});
