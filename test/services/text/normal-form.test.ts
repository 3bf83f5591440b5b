import assert from 'node:assert/strict';
import { evened, fold, nameKey } from '../../../services/text/normal-form.ts';

/** Names as a directory may write them → as people type them. */
const NAMES: Readonly<Record<string, string>> = {
  'Søren Ørsted': 'soren orsted',
  'Łukasz Żak': 'lukasz zak',
  'Åsa Öberg': 'asa oberg',
  'Işıl Dağlı': 'isil dagli',
  'İbrahim Çelik': 'ibrahim celik',
  'Nguyễn Thị Đào': 'nguyen thi dao',
  'Þórður Guðjónsson': 'thordur gudjonsson',
  'Æsa Bræin': 'aesa braein',
  'Jörg Großmann': 'jorg grossmann',
  'Œnone Cœur': 'oenone coeur',
  'Niamh O’Shea': 'niamh oshea',
  'Keanu Kahaleʻā': 'keanu kahalea',
  'Siobhán NíʼDhomhnaill': 'siobhan nidhomhnaill',
  'Anne‑Marie Duval–Roux': 'anne marie duval roux',
  'Ｋｅｎ　Ｍｏｒｉ': 'ken mori',
  'Kris\u00adtina Blom': 'kristina blom',
  '\u200fYael\u200f Bar\u200b-On': 'yael bar on',
  'Jan\u00a0van\u202fder Meer': 'jan van der meer',
  'Máret Ŋuolla': 'maret nuolla',
  'Əli Quliyev': 'ali quliyev',
  'Wim D´Haese': 'wim dhaese',
};

describe('The normal form of a name', () => {
  for (const [stored, typed] of Object.entries(NAMES))
    it(`finds ${stored} by "${typed}"`, () => {
      assert.equal(nameKey(stored), typed);
      assert.equal(nameKey(typed), typed);
    });

  it('is the same for a letter and its accent apart, and for full-width and small letters', () => {
    assert.equal(fold('A\u030Asa'), 'asa');
    assert.equal(fold('JOSÉ İnce'), 'jose ince');
    assert.equal(fold('ﬁrst ２'), 'first 2');
  });

  it('leaves what has no letters alone', () => {
    assert.equal(fold('山田 太郎 & "x" 20 €'), '山田 太郎 & "x" 20 €');
  });

  it('changes nothing more the second time', () => {
    for (const text of ['Åsa Öberg', 'İ', 'ǅ', 'ﬃ', 'Ǆ', 'ẞ', 'Иван Щукин', 'ʼn', ...Object.keys(NAMES)])
      assert.equal(fold(fold(text)), fold(text), text);
  });

  it('keeps the signs of an address', () => {
    assert.equal(fold('Anna.Öberg@Contoso.example'), 'anna.oberg@contoso.example');
  });

  it('evens blanks, dashes, apostrophes and quotation marks, and keeps capitals and accents', () => {
    assert.equal(evened(' O’Brien — “Zoë”\u00a0\u2011 x\u200b '), 'O\'Brien - "Zoë" - x');
  });
});
