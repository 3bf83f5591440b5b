import assert from 'node:assert/strict';
import { type Conversation, readCard, startConversation } from '../support/chat/conversation.ts';

/** https://github.com/historyforge/historyforge/issues/435 and https://github.com/mysociety/yournextrepresentative/issues/862 */
const APOSTROPHES = 'apostrophes of several kinds';
/** https://github.com/wenzhixin/bootstrap-table/issues/8003, https://github.com/Neamar/KISS/issues/1141 and https://github.com/coder13/Competitor-groups/pull/39 */
const LETTERS = 'letters that are no accents';
/** https://github.com/vshulcz/deja-vu/issues/1872 */
const FORMS = 'the same letter in two forms of Unicode';
/** https://github.com/nylas/nylas-mail/pull/2016 and https://github.com/nextcloud/mail/issues/6014 */
const SURNAME_FIRST = 'the surname first, and what a directory adds';
/** https://github.com/makeitlegit/ProperName/issues/6 */
const DASHES = 'dashes and blanks of several kinds';

/** Where it was reported, a name as the directory has it, and what people write for it. */
const PEOPLE: readonly (readonly [report: string, displayName: string, ...typed: string[]])[] = [
  [APOSTROPHES, 'Chiara D’Amico', "chiara d'amico", 'Chiara D`Amico', 'chiara damico', 'D´Amico'],
  [APOSTROPHES, "Fionn O'Malley", 'Fionn O’Malley', 'fionn omalley', 'Fionn Oʼmalley'],
  [APOSTROPHES, 'Hélène L‘Écuyer', "helene l'ecuyer", 'Hélène L’Écuyer'],
  [LETTERS, 'Ægir Þorláksson', 'aegir thorlaksson', 'Ægir'],
  [LETTERS, 'Đặng Thị Mỹ', 'dang thi my', 'Dặng Thi My'],
  [LETTERS, 'Małgorzata Wójcik', 'malgorzata wojcik', 'Malgorzata Wójcik'],
  [LETTERS, 'Mărioara Țîrlea', 'marioara tirlea'],
  [LETTERS, 'Tómas Ðorgilsson', 'tomas dorgilsson'],
  [LETTERS, 'Øyvind Bråthen', 'oyvind brathen', 'ØYVIND'],
  [LETTERS, 'Пётр Кузнецов', 'петр кузнецов', 'Пётр'],
  [FORMS, 'Zoë Häkkinen', 'Zoe\u0308 Ha\u0308kkinen', 'zoe hakkinen'],
  [FORMS, 'Nguye\u0302\u0303n Bình', 'Nguyễn Bình', 'nguyen binh'],
  [FORMS, '佐藤 健', '佐藤　健', '佐藤'],
  [SURNAME_FIRST, 'van den Berg, Sjoerd [EXT]', 'Sjoerd van den Berg', 'van den Berg, Sjoerd', 'sjoerd van den berg'],
  [
    SURNAME_FIRST,
    'Lindqvist, Maj-Britt (Konsult)',
    'Maj-Britt Lindqvist',
    'Lindqvist, Maj-Britt',
    'maj britt lindqvist',
  ],
  [SURNAME_FIRST, 'Abernathy, Cole, Jr.', 'Cole Abernathy', 'Abernathy, Cole'],
  [SURNAME_FIRST, 'Ines Okafor (Guest)', 'Ines Okafor', 'Okafor, Ines', 'Ines Okafor (Guest)'],
  [DASHES, 'Iñaki Ibáñez‑Peña', 'inaki ibanez-pena', 'Iñaki Ibáñez–Peña', 'inaki ibanez pena'],
  [DASHES, 'Ulla\u00a0Åkerström—Wåhl', 'ulla akerstrom-wahl', 'Ulla Åkerström Wåhl'],
  [DASHES, 'Bo\u00adrghild Sø\u200brlie', 'borghild sorlie', 'Borghild Sørlie'],
];

describe('A name that is hard to write', () => {
  let chat: Conversation;
  before(async () => {
    const users = PEOPLE.map(([, displayName], i) => ({ displayName, userPrincipalName: `hard${i}@contoso.example` }));
    chat = await startConversation('contoso', { users });
  });

  /** A text without the marks that stand before its signs, and in one form. */
  const evened = (text: string) =>
    text
      .replace(/[\\\p{Cf}]/gu, '')
      .normalize('NFC')
      .replace(/\s+/gu, ' ');
  const tells = (card: string, displayName: string, typed: string) =>
    assert.ok(evened(card).includes(evened(displayName)), `${typed}: ${card}`);

  for (const [report, displayName, ...typed] of PEOPLE)
    it(`names ${displayName} however it is typed (${report})`, async () => {
      for (const name of [displayName, ...typed]) {
        const held = readCard(await chat.say('Adele', `what does ${name} have?`));
        tells(held, displayName, name);
        const swedish = readCard(await chat.say('Adele', `vad har ${name}`, { locale: 'sv-SE' }));
        tells(swedish, displayName, name);
      }
    });

  for (const [report, displayName, ...typed] of PEOPLE)
    it(`gives ${displayName} a license, and nobody else (${report})`, async () => {
      for (const name of [displayName, ...typed].filter((each) => each.includes(' '))) {
        const question = readCard(await chat.say('Lynne', `assign C-2001 to ${name}`));
        assert.match(question, /1 person\?/, `${name}: ${question}`);
        tells(question, displayName, name);
      }
    });

  // https://github.com/bulwarkmail/webmail/issues/423, https://github.com/thunderbird-conversations/thunderbird-conversations/issues/2051
  for (const [list, count] of [
    ["van den Berg, Sjoerd, Okafor, Ines and Chiara D'Amico", 3],
    ['Lindqvist, Maj-Britt; Øyvind Bråthen; Kuznetsov, Petr', 3],
    ['D’Amico, Chiara & O’Malley, Fionn', 2],
    ['Abernathy, Cole, helene l’ecuyer', 2],
    ['佐藤 健, Nguyễn Bình, Đặng Thị Mỹ, Zoë Häkkinen', 4],
  ] as const)
    it(`stands in a list of ${count} where the list is ${list}`, async () => {
      assert.match(readCard(await chat.say('Lynne', `assign C-2001 to ${list}`)), new RegExp(`^.*${count} people\\?`));
      assert.match(
        readCard(await chat.say('Lynne', `tilldela ${list} till C-2001`)),
        new RegExp(`^.*${count} (?:people|personer) ?`),
      );
    });

  it('is that of a purchaser with the surname first, and no product', async () => {
    for (const name of ['Lindqvist, Maj-Britt', 'van den Berg, Sjoerd', 'D’Amico, Chiara'])
      assert.doesNotMatch(readCard(await chat.say('Adele', `subscriptions by ${name}`)), /I know no product|not sure/);
  });

  it('is guessed from no part of an address', async () => {
    for (const part of ['hard0@contoso', 'rd0@contoso.example', '@contoso.example'])
      assert.doesNotMatch(readCard(await chat.say('Lynne', `assign C-2001 to ${part}`)), /1 person\?/, part);
  });
});
