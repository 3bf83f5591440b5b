import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UserId } from '../../../../services/commerce/api/types.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { generationKeys } from '../../../../services/redis/keys.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { faultsOf, put } from './spoilt.ts';
import { castFile, fileWith, importFile, keysOf, newPath } from './support.ts';

const utf16le = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const utf16be = (text: string): Buffer => utf16le(text).swap16();

describe('A file that Windows has written', () => {
  for (const [name, encode] of [
    ['UTF-16', utf16le],
    ['UTF-16 of the other order', utf16be],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-8', (text: string) => Buffer.from(text)],
  ] as const)
    it(`is read as it is in ${name} with the line ends of Windows`, async () => {
      const redis = await testRedis();
      const tenantId = freshTenantId();
      const file = castFile('contoso', tenantId);
      put(file, 'users[3].displayName', 'Żółć 山田 😀');
      const text = JSON.stringify(file, null, 2).replaceAll('\n', '\r\n');
      await importFile(redis, await fileWith(encode(text)));
      const { generation } = await openTenant(redis, tenantId);
      const { users } = file as { users: { id: UserId; displayName: string }[] };
      const keys = generationKeys(tenantId, generation);
      for (const { id, displayName } of users)
        assert.equal(await redis.hGet(keys.person(id), 'displayName'), displayName);
    });
});

describe('A file that is no tenant file', () => {
  const refusal = async (file: string): Promise<string> => {
    const faults = await faultsOf(await testRedis(), file);
    assert.deepEqual(
      faults.map(({ path }) => path),
      [''],
    );
    return faults[0]?.message ?? '';
  };
  const textIsRefused = async (content: string | Uint8Array, message: string) =>
    assert.equal(await refusal(await fileWith(content)), message);

  it('is refused when it does not exist', async () => {
    const file = newPath();
    assert.equal(await refusal(file), `The file ${file} does not exist`);
    const below = join(await fileWith('{}'), 'x');
    assert.equal(await refusal(below), `The file ${below} does not exist`);
  });

  it('is refused when it is a directory', async () => {
    const folder = newPath();
    await mkdir(folder);
    assert.equal(await refusal(folder), `The file ${folder} is a directory`);
  });

  it('is refused when it is something else than a file', async () => {
    assert.equal(await refusal('/dev/null'), 'The file /dev/null is not a regular file');
  });

  it('is refused when it is empty', async () => {
    const file = await fileWith('');
    assert.equal(await refusal(file), `The file ${file} is empty`);
    await textIsRefused(' \n', 'The file is not JSON at line 2, column 1');
  });

  it('is refused with the place where it stops being JSON', async () => {
    await textIsRefused('{\n  "asOf": 12,\n  oops\n}', 'The file is not JSON at line 3, column 3');
    await textIsRefused('{"users": [1, 2', 'The file is not JSON at line 1, column 16');
    await textIsRefused('{"a": 1} {"b": 2}', 'The file is not JSON at line 1, column 10');
    await textIsRefused('{"a": "line\nbreak"}', 'The file is not JSON at line 1, column 12');
    await textIsRefused('{"a": 1,}', 'The file is not JSON at line 1, column 9');
    await textIsRefused('tenant: Contoso', 'The file is not JSON at line 1, column 1');
  });

  it('is refused when it is cut off, wherever that is', async () => {
    const text = JSON.stringify(castFile('fabrikam', freshTenantId()));
    for (const length of [1, 100, 1000, text.length - 1])
      await textIsRefused(text.slice(0, length), `The file is not JSON at line 1, column ${length + 1}`);
  });

  it('is refused when it is JSON of another kind', async () => {
    for (const text of ['[]', '[{}]', '"tenant"', '7', 'null', 'true'])
      await textIsRefused(text, 'The file must hold one JSON object, { … }');
  });

  it('is refused when it is not UTF-8, and nothing is stored', async () => {
    const redis = await testRedis();
    const tenantId = freshTenantId();
    const text = JSON.stringify(castFile('fabrikam', tenantId)).replaceAll('–', '-');
    const faults = await faultsOf(redis, await fileWith(Buffer.from(text, 'latin1')));
    assert.deepEqual(faults[0], {
      path: 'users[1].displayName',
      message: 'must not contain control characters or broken text',
    });
    await textIsRefused(Buffer.from(text, 'utf16le'), 'The file is not JSON at line 1, column 2');
    assert.deepEqual(await keysOf(redis, tenantId), []);
  });

  it('is refused with its place in UTF-16, too', async () => {
    for (const wide of [utf16le, utf16be])
      await textIsRefused(wide('{\r\n  "asOf": 12,\r\n  å\r\n}'), 'The file is not JSON at line 3, column 3');
    await textIsRefused(utf16le(''), 'The file is not JSON at line 1, column 1');
    await textIsRefused(
      Buffer.concat([utf16le('{"asOf": 1}'), Buffer.of(0x7d)]),
      'The file is not JSON at line 1, column 12',
    );
  });

  it('leaves what a tenant has untouched', async () => {
    const redis = await testRedis();
    const tenantId = freshTenantId();
    const file = castFile('contoso', tenantId);
    await importFile(redis, await fileWith(file));
    const before = await keysOf(redis, tenantId);
    await faultsOf(redis, await fileWith({ ...file, colour: 'red' }));
    assert.deepEqual(await keysOf(redis, tenantId), before);
  });
});
