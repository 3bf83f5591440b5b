import assert from 'node:assert/strict';
import type { UserId } from '../../../services/commerce/api/types.ts';
import { nameMembers, personOf } from '../../../services/directory/name-index.ts';

const id = '8f08d80c-b3fc-53de-844e-acfbc9c41580' as UserId;

describe('The names index', () => {
  const termsOf = (displayName: string, userPrincipalName = 'a@b') =>
    nameMembers({ id, displayName, userPrincipalName }).map((member) => member.split('\t')[0]);

  it('has a person under each word of the name, the whole of it and the user name', () => {
    assert.deepEqual(termsOf('Åsa Öberg', 'AsaO@contoso.example'), [
      'asa oberg',
      'asa',
      'oberg',
      'asao@contoso.example',
    ]);
  });

  it('has the parts of a hyphenated name, and the name itself', () => {
    assert.deepEqual(termsOf("Anna-Karin O'Brien"), [
      "anna-karin o'brien",
      'anna-karin',
      "o'brien",
      'anna',
      'karin',
      'o',
      'brien',
      'a@b',
    ]);
  });

  it('has a name of one word once', () => {
    assert.deepEqual(termsOf('Cher'), ['cher', 'a@b']);
  });

  it('tells the person of each member', () => {
    const members = nameMembers({ id, displayName: 'Adele Vance', userPrincipalName: 'adelev@contoso.example' });
    assert.deepEqual([...new Set(members.map(personOf))], [id]);
  });
});
