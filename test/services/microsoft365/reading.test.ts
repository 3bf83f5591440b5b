import assert from 'node:assert/strict';
import type { GraphAnswer } from '../../../demo/microsoft365/graph.ts';
import { openMicrosoft365 } from '../../../services/microsoft365/client.ts';
import { readOrganization } from '../../../services/microsoft365/graph/organization.ts';
import { readRoleHolders } from '../../../services/microsoft365/graph/roles.ts';
import { readSkus } from '../../../services/microsoft365/graph/skus.ts';
import { readSubscriptions } from '../../../services/microsoft365/graph/subscriptions.ts';
import { readUsers, userPages } from '../../../services/microsoft365/graph/users.ts';
import { readPolicy } from '../../../services/microsoft365/policy.ts';
import type { Ask } from '../../../services/microsoft365/request.ts';
import { FIXTURES, faultsOf, judge } from '../../support/microsoft365/judge.ts';
import { type JudgedMicrosoft365, startJudged } from '../../support/microsoft365/judged.ts';

/** Answers with what Microsoft was recorded or documented to answer. */
const answering =
  (...names: string[]): Ask =>
  async () => {
    const { response } = FIXTURES.find(({ name }) => name === names[0]) ?? {};
    if (names.length > 1) names.shift();
    assert.ok(response);
    return { status: response.status, body: response.body, headers: new Headers(), requestId: undefined };
  };

const everybody = async (ask: Ask) => {
  const people = [];
  for await (const { items } of userPages(ask)) people.push(...items);
  return people;
};

describe('What Microsoft 365 answers', () => {
  it('is read as it was recorded: the organization, SKUs and subscriptions', async () => {
    assert.equal((await readOrganization(answering('organization'))).countryLetterCode, 'SE');
    assert.ok((await readSkus(answering('subscribedSkus'))).some(({ prepaidUnits }) => prepaidUnits.suspended === 2));
    const subscriptions = await readSubscriptions(answering('subscriptions'));
    assert.ok(subscriptions.some(({ ownerType }) => ownerType === null));
    assert.ok(subscriptions.some(({ status, totalLicenses }) => status === 'Suspended' && totalLicenses === 2));
  });

  it('is read over all pages, with people of whom little is known', async () => {
    const people = await everybody(answering('users-page-1', 'users-page-2'));
    assert.deepEqual([...new Set(people.map(({ userType }) => userType))], ['Member', 'Guest', null]);
    assert.equal(people.at(-1)?.displayName, 'Joni Sherman');
  });

  it('is read with a product that nobody here knew', async () => {
    const products = answering('policy-products');
    const ask: Ask = async ({ path }) =>
      path.endsWith('/products')
        ? products({ path })
        : { ...(await answering('policy')({ path })), body: { items: [] } };
    const policy = await readPolicy(ask);
    assert.ok(policy.products.some(({ productName }) => productName === 'A product of tomorrow'));
    assert.deepEqual(policy.offerTypes, []);
  });

  it('is refused where it is not what Microsoft documents, which is told', async () => {
    const wrong: Ask = async () => ({
      status: 200,
      body: { value: [{ id: 7 }] },
      headers: new Headers(),
      requestId: 'r',
    });
    await assert.rejects(readSkus(wrong), { reason: 'unreadable', requestId: 'r' });
    await assert.rejects(
      readOrganization(async () => ({ ...(await wrong({ path: '' })), body: { value: [] } })),
      {
        code: 'no-organization',
      },
    );
  });
});

describe('What stands in for Microsoft 365', () => {
  let standIn: JudgedMicrosoft365;
  before(async () => {
    standIn = await startJudged();
  });
  after(() => standIn.close());

  it('is read as Microsoft is, page by page', async () => {
    const { graph, policy } = await openMicrosoft365(standIn.registration);
    assert.equal((await readOrganization(graph)).displayName, 'Contoso');
    assert.equal((await readSubscriptions(graph)).length, standIn.world.subscriptions.size);
    const pages = [];
    for await (const { items } of userPages(graph, 2)) pages.push(items.length);
    assert.deepEqual(pages, [2, 2, 1]);
    const [first] = standIn.world.users.keys();
    assert.deepEqual(
      (await readUsers(graph, [first ?? ''])).map(({ id }) => id),
      [first],
    );
    assert.equal((await readRoleHolders(graph, 'GlobalAdministrator')).length, 1);
    assert.ok(policy);
    assert.deepEqual((await readPolicy(policy)).offerTypes, [{ scopeValue: 'SaaS', policyValue: 'Enabled' }]);
  });

  it('counts licenses as Microsoft does: over all purchases of a SKU, the suspended apart', async () => {
    const { graph } = await openMicrosoft365(standIn.registration);
    const skus = new Map((await readSkus(graph)).map((sku) => [sku.skuPartNumber, sku]));
    assert.deepEqual(skus.get('POWER_BI_PRO_DEPT')?.prepaidUnits.enabled, 13);
    assert.deepEqual(skus.get('POWER_BI_PRO_DEPT')?.consumedUnits, 1);
    assert.deepEqual(skus.get('PROJECT_PLAN3_DEPT')?.prepaidUnits, {
      enabled: 0,
      suspended: 2,
      warning: 0,
      lockedOut: 0,
    });
  });

  for (const { name, response, schema } of FIXTURES) {
    const type = /^\$defs\/(\w+)$/.exec(schema ?? '')?.[1];
    if (type)
      it(`is judged by the shapes of Microsoft's metadata, which its own answers have: ${name}`, () =>
        judge({ status: response.status, type, body: response.body }));
  }

  const wrong: readonly (readonly [string, object])[] = [
    ['user', { id: 7 }],
    ['user', { id: 'x', accountEnabled: 'yes' }],
    ['user', { id: 'x', assignedLicenses: [{ skuId: 'no guid' }] }],
    ['user', { id: 'x', salary: 1 }],
    ['subscribedSku', { id: 'x', consumedUnits: '11' }],
    ['subscribedSku', { id: 'x', prepaidUnits: { enabled: 1.5 } }],
    ['companySubscription', { id: 'x', totalLicenses: null, price: 3 }],
    ['companySubscription', { id: 'x', createdDateTime: 'yesterday' }],
    ['organization', { id: 'x', verifiedDomains: 'contoso.com' }],
    ['unifiedRoleAssignment', { id: 'x', principalId: 3 }],
  ];
  for (const [type, thing] of wrong)
    it(`would not get away with ${JSON.stringify(thing)} for a ${type}`, () => {
      assert.notDeepEqual(faultsOf(type, thing), []);
      const answer: GraphAnswer = { status: 200, type, body: { value: [thing] } };
      assert.throws(() => judge(answer));
    });
});
