import assert from 'node:assert/strict';
import type { UserId } from '../../../services/commerce/api/types.ts';
import { nameMembers, personOf, typedNames, wholeNames } from '../../../services/directory/name-index.ts';

const id = '8f08d80c-b3fc-53de-844e-acfbc9c41580' as UserId;

describe('The names index', () => {
  const termsOf = (displayName: string, userPrincipalName = 'a@b') =>
    nameMembers({ id, displayName, userPrincipalName }).map((member) => member.split('\t')[0]);

  it('has a person under the name from each of its words on, the last word first, and the user name', () => {
    assert.deepEqual(termsOf('Åsa Öberg', 'AsaO@contoso.example'), [
      'asa oberg',
      'oberg',
      'oberg asa',
      'asao@contoso.example',
    ]);
  });

  it('has a name with an apostrophe with it and without', () => {
    assert.deepEqual(termsOf("Anna-Karin O'Brien").toSorted(), [
      'a@b',
      'anna karin o brien',
      'anna karin obrien',
      'brien',
      'karin o brien',
      'karin obrien',
      'o brien',
      'obrien',
      'obrien anna karin',
    ]);
  });

  it('knows a whole name without what directories put behind it, and with the surname first', () => {
    for (const name of [
      'Kim Smith (External)',
      'Kim Smith [EXT]',
      'Smith, Kim',
      'Kim Smith, Jr.',
      'Kim Smith (HR) Ext',
    ])
      assert.ok(wholeNames(name).has('kim smith'), name);
    assert.ok(wholeNames('Jan van der Meer').has(typedNames('van der Meer, Jan')[1] ?? ''));
    assert.ok(wholeNames('(Service)').has('service'), 'a name that is nothing but an addition stays');
  });

  it('has a name of one word once', () => {
    assert.deepEqual(termsOf('Cher'), ['cher', 'a@b']);
  });

  it('tells the person of each member', () => {
    const members = nameMembers({ id, displayName: 'Adele Vance', userPrincipalName: 'adelev@contoso.example' });
    assert.deepEqual([...new Set(members.map(personOf))], [id]);
  });
});
