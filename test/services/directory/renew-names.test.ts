import assert from 'node:assert/strict';
import type { UserId } from '../../../services/commerce/api/types.ts';
import { type OpenTenant, openTenant } from '../../../services/commerce/store/tenants.ts';
import { addressMembers, erasedMember, nameMembers, personOf } from '../../../services/directory/name-index.ts';
import { findPeople, readPeople } from '../../../services/directory/people.ts';
import { renewNames } from '../../../services/directory/renew-names.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';
import { CAST, importFactoryTenant } from '../../support/tenants/imported-tenant.ts';
import { userPart } from '../../support/tenants/parts.ts';

/** As names were written before they had a form: small letters without accents, each word and the whole. */
const membersOfBefore = (name: string, id: UserId): string[] => {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [folded, ...folded.split(/\s+/u), ...folded.split(/[^\p{L}\p{N}]+/u)].map((term) => `${term}\t${id}`);
};

describe('The names of an older version', () => {
  let db: OpenTenant;
  before(async () => {
    const redis = await testRedis();
    const cast = CAST.contoso(freshTenantId());
    const more = ['Søren Ørsted', 'Łukasz Żak', 'Anna-Karin O’Shea'].map((displayName, i) =>
      userPart({ displayName, userPrincipalName: `old${i}@contoso.example` }, cast.tenant),
    );
    const { tenantId } = await importFactoryTenant(redis, { ...cast, users: [...cast.users, ...more] });
    db = await openTenant(redis, tenantId);
    const people = await readPeople(db, [...new Set((await redis.zRange(db.keys.names, 0, -1)).map(personOf))]);
    const before = people.flatMap(({ displayName, id }) => membersOfBefore(displayName, id));
    await redis.del(db.keys.names);
    await redis.zAdd(
      db.keys.names,
      [...before, erasedMember('erased-0badcafe')].map((value) => ({ score: 0, value })),
    );
  });

  const found = async (text: string) => (await findPeople(db, text, 5)).map(({ displayName }) => displayName);

  it('are made anew, and everybody is found by all letters and by plain ones', async () => {
    assert.deepEqual(await found('soren orsted'), []);
    await renewNames(db);
    for (const text of ['soren orsted', 'Søren Ørsted', 'orsted'])
      assert.deepEqual(await found(text), ['Søren Ørsted']);
    assert.deepEqual(await found('Zak, Lukasz'), ['Łukasz Żak']);
    assert.deepEqual(await found("anna-karin o'shea"), ['Anna-Karin O’Shea']);
    assert.deepEqual(await found('megan bowen'), ['Megan Bowen']);
    const made = await db.redis.zRange(db.keys.names, 0, -1);
    await renewNames(db);
    assert.deepEqual(await db.redis.zRange(db.keys.names, 0, -1), made);
  });

  it('leave nothing of the old form behind, and keep what leads to the erased', async () => {
    const members = new Set(await db.redis.zRange(db.keys.names, 0, -1));
    const people = await readPeople(db, [...new Set([...members].map(personOf))]);
    const wanted = people.flatMap((person) => [...nameMembers(person), ...addressMembers(person)]);
    assert.deepEqual(members, new Set([...wanted, erasedMember('erased-0badcafe')]));
  });
});
