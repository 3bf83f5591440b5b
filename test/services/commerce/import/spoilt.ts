import assert from 'node:assert/strict';
import { type Fault, InvalidTenantFile } from '../../../../services/commerce/import/index.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { tenantKeys } from '../../../../services/redis/keys.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { castFile, fileWith, importFile, keysOf, type TenantFile } from './support.ts';

/** The faults that an import of this file finds; fails where it does not refuse the file. */
export const faultsOf = async (redis: Redis, file: string): Promise<readonly Fault[]> => {
  const outcome = await importFile(redis, file).catch((error: unknown) => error);
  assert.ok(outcome instanceof InvalidTenantFile, `not refused: ${outcome}`);
  return outcome.faults;
};

/** Puts a value at a path such as `users[2].id`; undefined takes away what is there. */
export const put = (file: TenantFile, path: string, value: unknown): void => {
  const segments = path.split(/[.[\]]+/).filter(Boolean);
  const last = segments.pop() ?? '';
  const parent = segments.reduce<object>((node, segment) => Object(Reflect.get(node, segment)), file);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
};

const parsed = (text: string): unknown => (text === 'nothing' ? undefined : JSON.parse(text));

/**
 * A test for each line `path = JSON & path = JSON → message`, or `→ path: message` for a fault that shows somewhere
 * else than where the first value was put. Each spoils Contoso in that one way and expects that one fault.
 */
export const refusesEach = (lines: string): void => {
  for (const line of lines.trim().split('\n')) {
    const [spoils = '', expected = ''] = line.split(' → ');
    it(`refuses ${spoils}`, async () => {
      const redis = await testRedis();
      const tenantId = freshTenantId();
      const file = castFile('contoso', tenantId);
      const paths = spoils.split(' & ').map((spoil) => {
        const [path = '', value = ''] = spoil.split(' = ');
        put(file, path, parsed(value));
        return path;
      });
      const fault = /^([\w[\].]+): (.*)/.exec(expected) ?? [expected, paths[0], expected];
      assert.deepEqual(await faultsOf(redis, await fileWith(file)), [{ path: fault[1], message: fault[2] }]);
      assert.deepEqual(await keysOf(redis, tenantId), []);
      assert.equal(await redis.exists(tenantKeys(tenantId).generation), 0);
    });
  }
};
