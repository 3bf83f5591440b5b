import assert from 'node:assert/strict';
import { openTenant } from '../../../services/commerce/store/tenants.ts';
import { type Directory, findPeople, resolvePeople } from '../../../services/directory/people.ts';
import { freshTenantId, testRedis } from '../../support/redis/redis.ts';
import { importCast } from '../../support/tenants/imported-tenant.ts';
import { castFile, fileWith, importFile } from '../commerce/import/support.ts';

describe('Finding people', () => {
  let directory: Directory;
  before(async () => {
    const redis = await testRedis();
    directory = await openTenant(redis, (await importCast(redis, 'contoso')).tenantId);
  });
  const names = async (text: string, limit = 10) =>
    (await findPeople(directory, text, limit)).map(({ displayName }) => displayName);

  it('goes by the beginning of the name, of any word of it, and of the user name', async () => {
    assert.deepEqual(await names('megan'), ['Megan Bowen']);
    assert.deepEqual(await names('Bow'), ['Megan Bowen']);
    assert.deepEqual(await names('megan bo'), ['Megan Bowen']);
    assert.deepEqual(await names('meganb@con'), ['Megan Bowen']);
    assert.deepEqual(await names('al'), ['Alex Wilber', 'Allan Deyoung']);
  });

  it('minds neither case nor accents', async () => {
    for (const text of ['åsa', 'ASA', 'asa oberg', 'ÅSA ÖBERG', ' öberg '])
      assert.deepEqual(await names(text), ['Åsa Öberg']);
  });

  it('minds neither the order of the names nor the kind of a sign', async () => {
    for (const text of ['Öberg, Åsa', 'oberg asa', '\u200fÅsa\u00a0Öberg', 'Å\u00adsa Öberg'])
      assert.deepEqual(await names(text), ['Åsa Öberg'], text);
  });

  it('finds a guest by the address, which is not the user name', async () => {
    assert.deepEqual(await names('ben@partner.example'), ['Ben Walters']);
  });

  it('finds nobody for nothing, and no more than wanted', async () => {
    assert.deepEqual(await names(' '), []);
    assert.deepEqual(await names('zebra'), []);
    assert.equal((await names('a', 3)).length, 3);
  });

  it('puts those first whom the text names in full', async () => {
    const redis = await testRedis();
    const tenantId = freshTenantId();
    const file = castFile('contoso', tenantId);
    const users = file['users'] as { displayName: string; userPrincipalName: string }[];
    const rename = (from: string, displayName: string) =>
      Object.assign(users.find((user) => user.displayName === from) ?? assert.fail(), { displayName });
    rename('Alex Wilber', 'Bo Ek');
    rename('Adele Vance', 'Bo Ekberg');
    rename('Lynne Robbins', 'Anna Bo Ek');
    await importFile(redis, await fileWith(file));
    const renamed = await openTenant(redis, tenantId);
    const found = await findPeople(renamed, 'bo ek', 10);
    assert.deepEqual(
      found.map(({ displayName }) => displayName),
      ['Bo Ek', 'Anna Bo Ek', 'Bo Ekberg'],
    );
    const resolved = await resolvePeople(renamed, ['Bo Ek', 'Bo']);
    assert.deepEqual(
      resolved.found.map(({ person }) => person.displayName),
      ['Bo Ek'],
    );
    assert.deepEqual(
      resolved.ambiguous[0]?.people.map(({ displayName }) => displayName),
      ['Anna Bo Ek', 'Bo Ek', 'Bo Ekberg', 'Megan Bowen'],
    );
  });

  it('finds several at once, and names those who are not there or can be several', async () => {
    const [first] = await findPeople(directory, 'Megan', 1);
    const { found, ambiguous, unknown } = await resolvePeople(directory, [
      'Megan Bowen',
      'jonis@contoso.example',
      'leeg',
      first?.id.toUpperCase() ?? '',
      'al',
      'nobody@contoso.example',
      '',
    ]);
    assert.deepEqual(
      found.map(({ person }) => person.displayName),
      ['Megan Bowen', 'Joni Sherman', 'Lee Gu', 'Megan Bowen'],
    );
    assert.deepEqual(
      ambiguous.map(({ wanted, people }) => [wanted, people.length]),
      [['al', 2]],
    );
    assert.deepEqual(unknown, ['nobody@contoso.example', '']);
  });
});
