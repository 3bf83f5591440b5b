import assert from 'node:assert/strict';
import { type NamedTenant, namedTenant } from '../../../support/tenants/named-tenant.ts';

/** People as a directory has them → ways in which one of them is written. */
const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  'Işıl Dağlı': ['Işıl Dağlı', 'isil dagli', 'IŞIL DAĞLI', 'Isil'],
  'Nguyễn Thị Đào': ['Nguyễn Thị Đào', 'nguyen thi dao', 'Nguyen Thi Dao'],
  'Grażyna Wąsik': ['Grażyna Wąsik', 'grazyna wasik', 'Wąsik, Grażyna', 'Wasik Grazyna'],
  'Þorgerður Æsa Ívarsdóttir': ['Þorgerður Æsa Ívarsdóttir', 'thorgerdur aesa ivarsdottir', 'Ivarsdottir, Thorgerdur'],
  'Sinéad O’Dowd': ['Sinéad O’Dowd', "sinead o'dowd", 'Sinead ODowd', 'SINÉAD OʼDOWD', 'sinead o dowd'],
  'Anne-Lise Duval-Roux': ['Anne-Lise Duval-Roux', 'anne lise duval roux', 'Anne‑Lise Duval–Roux', 'Duval-Roux'],
  'Ｋｅｎ Ｍｏｒｉ': ['Ken Mori', 'Ｋｅｎ Ｍｏｒｉ', 'ken mori'],
  'Kris\u00adtof Blom': ['Kristof Blom', 'Kris\u00adtof Blom'],
  '\u200fYael Shaked\u200f': ['Yael Shaked', '\u200fYael Shaked\u200f', 'Shaked, Yael'],
  'Joost van der Wal': ['Joost van der Wal', 'joost van der wal', 'van der Wal, Joost', 'Van der Wal'],
  'Rui Falcão (External)': ['Rui Falcão (External)', 'rui falcao', 'Falcão, Rui'],
  'Tess Marlow (Ext)': ['Tess Marlow', 'Marlow, Tess', 'tess marlow (ext)'],
  'Ray Quinlan, Jr.': ['Ray Quinlan, Jr.', 'Ray Quinlan', 'quinlan, ray'],
  'Björk-Strömberg, Ada': ['Björk-Strömberg, Ada', 'ada bjork-stromberg', 'Ada Björk-Strömberg'],
  'Đorđe Šukić': ['Đorđe Šukić', 'dorde sukic', 'Dorde'],
  'Bill Hartnett': ['Bill Hartnett', 'bill hartnett', 'Hartnett'],
  'Will Price': ['Will Price', 'Price, Will'],
  'Per Kort': ['Per Kort', 'per kort'],
};

const [ROUND, OTHERS] = [Object.entries(PEOPLE), Object.keys(PEOPLE)];
/** Where names stand in sentences. */
const SENTENCES = ['assign S-1001 to NAME', 'tilldela S-1001 till NAME', 'what has NAME bought', 'NAME’s licenses'];

describe('People in a sentence', () => {
  let tenant: NamedTenant;
  before(async () => {
    tenant = await namedTenant({
      people: [...OTHERS, 'Erik Lindahl', 'Eva Lindahl', 'Anders Berg', 'Anna Lind', 'Lo Berg', 'Sales & Marketing'],
    });
  });

  const whoIs = async (text: string) =>
    (await tenant.mentions(text)).filter(({ kind }) => kind === 'person').map(({ meant }) => meant.map(({ id }) => id));

  for (const [name, ways] of ROUND)
    for (const way of ways)
      it(`has ${name} as "${way}"`, async () => {
        for (const sentence of SENTENCES)
          assert.deepEqual(await whoIs(sentence.replace('NAME', way)), [[tenant.idOf(name)]], sentence);
      });

  it('are alternatives where several can be meant', async () => {
    assert.deepEqual(await whoIs('assign S-1001 to Lindahl'), [[tenant.idOf('Erik'), tenant.idOf('Eva')]]);
  });

  it('are found with one slip, but not where a word is short or could be a word of ours', async () => {
    for (const slip of ['Grazyna Wasikk', 'Graznya Wasik', 'Thorgerdur Aesa Ivarsdotir', 'Hartnet', 'Sinead ODowdd'])
      assert.equal((await whoIs(`assign S-1001 to ${slip}`)).length, 1, slip);
    for (const other of ['Rai', 'Bert', 'Lindqvist'])
      assert.deepEqual(await whoIs(`assign S-1001 to ${other}`), [], other);
  });

  it('are one where a list could be read as a name, and several where it is a list', async () => {
    assert.equal((await whoIs('assign S-1001 to Wąsik, Grażyna')).length, 1);
    assert.equal((await whoIs('assign S-1001 to Sales & Marketing')).length, 1);
    assert.equal((await whoIs('assign S-1001 to Tess Marlow, Ray Quinlan and Ken Mori')).length, 3);
    assert.equal((await whoIs('tilldela S-1001 till Tess Marlow, Ray Quinlan & Per Kort')).length, 3);
  });

  it('are not who has another surname, though another word may follow', async () => {
    for (const text of ['assign S-1001 to Hartnett Uvwxyz', 'assign S-1001 to hartnett uvwxyz'])
      assert.deepEqual(await whoIs(text), [], text);
    assert.equal((await whoIs('hartnett murmurs that S-1001 ends')).length, 1);
  });

  it('are told by where they stand, though the name is a word', async () => {
    assert.deepEqual(await whoIs('give bill a license'), [[tenant.idOf('Bill')]]);
    assert.deepEqual(await whoIs('Give Price Visio'), [[tenant.idOf('Will')]]);
    assert.deepEqual(await whoIs('tilldela per en licens'), [[tenant.idOf('Per')]]);
  });

  it('break no command that is made of the same words', async () => {
    for (const text of [
      'pay the bill',
      'show my bills',
      'lägg till ett kort',
      'kostnad per användare',
      'will it cost more?',
    ])
      assert.deepEqual(await whoIs(text), [], text);
    for (const text of ['what is the price of Visio', 'ta bort kort', 'sorted by price', 'byt kort', 'pris per licens'])
      assert.deepEqual(await whoIs(text), [], text);
  });

  it('are not read out of addresses', async () => {
    for (const text of [
      'assign S-1001 to tess.marlow@partner.example',
      'hartnett@contoso.example',
      'x@will.price.example',
    ])
      assert.deepEqual(await whoIs(text), [], text);
  });

  it('are not told to a guest, who may look nobody up', async () => {
    assert.deepEqual(await tenant.named('what has Tess Marlow bought', 'Ben Walters'), []);
  });

  it('stand in the genitive, also in Swedish without an apostrophe', async () => {
    for (const text of ['tess visiolicens', 'Per Korts Visio', "Tess Marlow's Visio", 'hartnetts copilot'])
      assert.equal((await whoIs(text)).length, 1, text);
  });
});
