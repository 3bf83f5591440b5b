import assert from 'node:assert/strict';
import type { Person, UserId } from '../../../services/commerce/api/types.ts';
import { decodePerson, encodePerson } from '../../../services/directory/person-hash.ts';

const adele: Person = {
  id: '8f08d80c-b3fc-53de-844e-acfbc9c41580' as UserId,
  displayName: 'Adele Vance',
  userPrincipalName: 'adelev@contoso.example',
  mail: 'adelev@contoso.example',
  userType: 'member',
  enabled: true,
  roles: ['GlobalAdministrator', 'GlobalReader'],
  locale: 'en-US',
};

describe('A person in a hash', () => {
  it('comes back as they were', () => {
    const others: Person[] = [
      { ...adele, mail: null, roles: [] },
      { ...adele, userType: 'guest', enabled: false },
    ];
    for (const person of [adele, ...others]) assert.deepEqual(decodePerson(encodePerson(person)), person);
  });

  it('is nobody where there is no hash', () => {
    assert.equal(decodePerson({}), undefined);
  });
});
