import assert from 'node:assert/strict';
import type { SubscriptionRef, TenantId } from '../../../../services/commerce/api/types.ts';
import { exportTenant } from '../../../../services/commerce/import/exporting/export.ts';
import { readSubscription } from '../../../../services/commerce/store/subscriptions.ts';
import { openTenant } from '../../../../services/commerce/store/tenants.ts';
import { decodePerson, isLeaver } from '../../../../services/directory/person-hash.ts';
import type { Redis } from '../../../../services/redis/client.ts';
import { freshTenantId, testRedis } from '../../../support/redis/redis.ts';
import { invoiceId, personId } from '../../../support/tenants/ids.ts';
import { put } from './spoilt.ts';
import { AS_OF, castFile, fileWith, importFile, type TenantFile } from './support.ts';

const MEGAN = personId('Megan Bowen');
const FORMER = ['self-service-purchases/tenant@1', 'self-service-purchases/tenant@2'];

describe('A tenant file with what real tenants have', () => {
  let redis: Redis;
  let tenantId: TenantId;
  let file: TenantFile;
  beforeEach(async () => {
    [redis, tenantId] = [await testRedis(), freshTenantId()];
    file = castFile('contoso', tenantId);
  });

  const exported = async (): Promise<TenantFile> => {
    let text = '';
    for await (const piece of exportTenant(redis, tenantId, AS_OF)) text += piece;
    return JSON.parse(text);
  };
  const positionOf = (list: string, id: string): number =>
    (file[list] as { id: string }[]).findIndex((each) => each.id === id);
  const invoice = async (id: string) => {
    const { keys } = await openTenant(redis, tenantId);
    const owner = (file['invoices'] as { id: string; ownerId: string }[]).find((each) => each.id === id)?.ownerId ?? '';
    return { owner, record: JSON.parse((await redis.hGet(keys.invoices(owner as never), id)) ?? 'null'), keys };
  };

  it('keeps a deleted purchaser, who has a license too, with their name, disabled and without a role', async () => {
    const position = positionOf('users', MEGAN);
    put(file, `users[${position}].deleted`, true);
    put(file, `users[${position}].roles`, ['GlobalAdministrator']);
    await importFile(redis, await fileWith(file));
    const { keys } = await openTenant(redis, tenantId);
    const fields = await redis.hGetAll(keys.person(MEGAN));
    const { displayName, enabled, roles } = decodePerson(fields) ?? {};
    assert.deepEqual([displayName, enabled, roles, isLeaver(fields)], ['Megan Bowen', false, [], true]);
    assert.equal(await redis.zScore(keys.holdersOf('GlobalAdministrator'), MEGAN), null);
  });

  it('brings a deleted person back as one who is deleted', async () => {
    put(file, `users[${positionOf('users', MEGAN)}].deleted`, true);
    await importFile(redis, await fileWith(file));
    const users = (await exported())['users'] as { id: string; deleted?: boolean }[];
    assert.deepEqual(
      users.filter(({ deleted }) => deleted).map(({ id }) => id),
      [MEGAN],
    );
    await importFile(redis, await fileWith(await exported()));
    const { keys } = await openTenant(redis, tenantId);
    assert.ok(isLeaver(await redis.hGetAll(keys.person(MEGAN))));
  });

  it('takes a credit note, which nobody has to pay, whatever its status is elsewhere', async () => {
    const id = invoiceId('G-240901');
    const position = positionOf('invoices', id);
    put(file, `invoices[${position}].amount.amount`, -4200);
    put(file, `invoices[${position}].status`, 'overdue');
    await importFile(redis, await fileWith(file));
    const { owner, record, keys } = await invoice(id);
    assert.deepEqual([record.amount.amount, record.status], [-4200, 'paid']);
    assert.equal(await redis.zScore(keys.unpaidInvoices, `${owner}\t${id}`), null);
  });

  it('takes more people with licenses than licenses, and gives all of them back', async () => {
    put(file, 'subscriptions[3].quantity', 1);
    const { reference, assignedUserIds } = (
      file['subscriptions'] as { reference: string; assignedUserIds: string[] }[]
    )[3] ?? {
      reference: '',
      assignedUserIds: [],
    };
    assert.ok(assignedUserIds.length > 1);
    await importFile(redis, await fileWith(file));
    const stored = await readSubscription(await openTenant(redis, tenantId), reference as SubscriptionRef);
    assert.deepEqual([stored?.subscription.quantity, stored?.subscription.assigned], [1, assignedUserIds.length]);
    const back = (await exported())['subscriptions'] as { reference: string; assignedUserIds: string[] }[];
    assert.deepEqual(
      back.find((each) => each.reference === reference)?.assignedUserIds.sort(),
      [...assignedUserIds].sort(),
    );
  });

  it('is read in the first format, too, and written in the present one', async () => {
    for (const format of FORMER) {
      await importFile(redis, await fileWith({ ...file, format }));
      assert.equal((await exported())['format'], FORMER[1]);
    }
  });
});
