import assert from 'node:assert/strict';
import { subscriptionCard } from '../../cards/subscriptions/subscription.ts';
import { localizerFor } from '../../locales/index.ts';
import type { SubscriptionRef, TenantId } from '../../services/commerce/api/types.ts';
import { exportTenant } from '../../services/commerce/import/exporting/export.ts';
import { createCommerce } from '../../services/commerce/index.ts';
import { readSubscription } from '../../services/commerce/store/subscriptions.ts';
import { openTenant } from '../../services/commerce/store/tenants.ts';
import { decodePerson, isLeaver } from '../../services/directory/person-hash.ts';
import type { Redis } from '../../services/redis/client.ts';
import { put } from '../services/commerce/import/spoilt.ts';
import { AS_OF, castFile, fileWith, importFile, type TenantFile } from '../services/commerce/import/support.ts';
import { readCard } from '../support/chat/conversation.ts';
import { recount } from '../support/redis/recount.ts';
import { freshTenantId, testRedis } from '../support/redis/redis.ts';
import { invoiceId, personId } from '../support/tenants/ids.ts';

/** https://github.com/nuxsmin/sysPass/issues/723, https://github.com/vavallee/bindery/issues/1899 and https://github.com/parallaxinc/BlocklyProp/issues/1000 */
const DELETED = 'people who were deleted, and what was theirs';
/** https://github.com/ConnectingEurope/eInvoicing-EN16931/issues/478 and https://github.com/OCA/l10n-italy/issues/2465 */
const CREDIT = 'credit notes with negative amounts';
/** https://github.com/microsoftgraph/microsoft-graph-docs/issues/3560, https://github.com/KelvinTegelaar/CIPP/issues/1386 and https://github.com/CLiX-1/cmk_plugin_microsoft_365/issues/1 */
const OVER = 'more licenses assigned than bought';

/** Where it was reported, what it is, and what a file has then: paths, and the values there. */
const STATES: readonly (readonly [
  report: string,
  what: string,
  ...puts: (readonly [path: string, value: unknown])[],
])[] = [
  [DELETED, 'the purchaser of a trial', ['users[Isaiah Langer].deleted', true]],
  [DELETED, 'one who has licenses alone', ['users[Joni Sherman].deleted', true]],
  [
    DELETED,
    'one who still counts as enabled',
    ['users[Patti Fernandez].deleted', true],
    ['users[Patti Fernandez].enabled', true],
  ],
  [DELETED, 'one who was disabled before', ['users[Debra Berger].deleted', true]],
  [DELETED, 'a guest without an address', ['users[Ben Walters].deleted', true], ['users[Ben Walters].mail', null]],
  [DELETED, 'one who waits for a license', ['users[Lee Gu].deleted', true]],
  [DELETED, 'one whose card pays', ['users[Johanna Lorenz].deleted', true]],
  [
    DELETED,
    'two of one name',
    ['users[Lidia Holloway].deleted', true],
    ['users[Miriam Graham].deleted', true],
    ['users[Miriam Graham].displayName', 'Lidia Holloway'],
  ],
  [
    DELETED,
    'everybody who bought something but one',
    ...[
      'Isaiah Langer',
      'Patti Fernandez',
      'Diego Siciliani',
      'Grady Archie',
      'Henrietta Mueller',
      'Johanna Lorenz',
    ].map((name) => [`users[${name}].deleted`, true] as const),
  ],
  [CREDIT, 'one cent, due', ['invoices[0].amount.amount', -1], ['invoices[0].status', 'due']],
  [CREDIT, 'nothing, due', ['invoices[2].amount.amount', 0]],
  [CREDIT, 'nothing, overdue', ['invoices[5].amount.amount', 0]],
  [
    CREDIT,
    'more than all that was invoiced',
    ['invoices[3].amount.amount', -99_999_999],
    ['invoices[3].status', 'paid'],
  ],
  [CREDIT, 'several of one payer', ...[0, 1, 2].map((i) => [`invoices[${i}].amount.amount`, -7000 - i] as const)],
  [OVER, 'one license for many, bought for oneself', ['subscriptions[0].quantity', 1]],
  [OVER, 'one license for many, bought centrally', ['subscriptions[C-2001].quantity', 1]],
  [
    OVER,
    'with fewer from the next term on',
    ['subscriptions[0].quantity', 2],
    ['subscriptions[0].scheduledQuantity', 1],
  ],
  [OVER, 'in every subscription', ...Array.from({ length: 8 }, (_, i) => [`subscriptions[${i}].quantity`, 1] as const)],
];

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

  /** Of a list, items are named by what they are called. */
  const resolved = (path: string): string =>
    path.replace(/^(\w+)\[(\D[^\]]*)\]/, (_, list: string, called: string) => {
      const items = file[list] as { displayName?: string; reference?: string }[];
      const at = items.findIndex(({ displayName, reference }) => [displayName, reference].includes(called));
      assert.ok(at >= 0, path);
      return `${list}[${at}]`;
    });

  /** What does not agree, but for what the file itself says. */
  const faults = async (report: string): Promise<string[]> =>
    (await recount(redis, tenantId)).filter((fault) => report !== OVER || !/ assigned of \d+$/.test(fault));
  /** Lists have no order of their own. */
  const inOrder = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOrder(inner)]));
  };

  for (const [report, what, ...puts] of STATES)
    it(`is taken, read in every list and given back as it is: ${what} (${report})`, async () => {
      for (const [path, value] of puts) put(file, resolved(path), value);
      await importFile(redis, await fileWith(file));
      assert.deepEqual(await faults(report), []);
      const commerce = createCommerce({ redis, now: () => AS_OF });
      const { actor } = await commerce.getVisitor(tenantId, personId('Adele Vance'));
      const { items } = await commerce.listSubscriptions(actor, { source: 'all', limit: 100 });
      assert.equal(items.length, (file['subscriptions'] as unknown[]).length);
      for (const { subscription } of items) {
        const details = await commerce.getSubscription(actor, subscription.ref);
        const card = readCard(subscriptionCard(details, [], localizerFor(['en-US'])));
        assert.match(card, new RegExp(`${subscription.quantity}`));
        assert.doesNotMatch(card, /undefined|NaN|null/);
      }
      const rows = await commerce.listCapacity(actor);
      assert.ok(
        rows.flatMap(({ selfService, central }) => [selfService, central]).every(({ available }) => available >= 0),
      );
      assert.ok((await commerce.listUnusedLicenses(actor)).every(({ unused }) => unused > 0));
      assert.equal((await commerce.listSpend(actor, { months: 12 })).length, 12);
      const before = await exported();
      await importFile(redis, await fileWith(before));
      assert.deepEqual(inOrder(await exported()), inOrder(before));
      assert.deepEqual(await faults(report), []);
    });
});

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
/** PowerShell's `>` and `Out-File` write the one, editors and other systems the others. */
const ENCODINGS = {
  'UTF-16': utf16,
  'UTF-16 of the other order': (text: string) => utf16(text).swap16(),
  'UTF-8 with a byte order mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'UTF-8': (text: string) => Buffer.from(text),
} as const;
/** What stands around the object, or in a name, and where letters come apart: files are read in pieces of 64 KB. */
const TEXTS = [
  ['a blank line at the end', (json: string) => `${json}\r\n\r\n`],
  ['a blank line at the beginning', (json: string) => `\r\n${json}`],
  ['tabs and old line ends', (json: string) => json.replaceAll(',"', ',\r\t"')],
  ['a pair at the end of the first piece', (json: string) => padded(json, 65_536, '😀')],
  ['a letter of three bytes there', (json: string) => padded(json, 65_536, '山')],
  ['the end of the first piece of UTF-16', (json: string) => padded(json, 32_768, '😀')],
] as const;
/** Blanks before the object, so that letters fall on and around a place. */
const padded = (json: string, place: number, letter: string): string =>
  json.replace(
    '"Megan Bowen"',
    (name, at: number) => `${' '.repeat(Math.max(0, place - at - 4))}"${letter.repeat(8)}${name.slice(1)}`,
  );

/**
 * https://github.com/jotaen/klog/issues/217, https://github.com/TotalALM/VSTS-Tasks/issues/17 and
 * https://github.com/ooples/token-optimizer-mcp/pull/105
 */
describe('A tenant file in the encodings that systems write', () => {
  for (const [encoding, encode] of Object.entries(ENCODINGS))
    for (const [what, text] of TEXTS)
      it(`is read in ${encoding}, with ${what}`, async () => {
        const [redis, tenantId] = [await testRedis(), freshTenantId()];
        const content = text(JSON.stringify(castFile('contoso', tenantId)));
        await importFile(redis, await fileWith(encode(content)));
        const { keys } = await openTenant(redis, tenantId);
        const name = /"([^"]*Megan Bowen)"/.exec(content)?.[1];
        assert.equal(await redis.hGet(keys.person(MEGAN), 'displayName'), name);
      });
});
