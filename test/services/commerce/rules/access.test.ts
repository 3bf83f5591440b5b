import assert from 'node:assert/strict';
import type { Right } from '../../../../services/commerce/api/rights.ts';
import type { Actor, Role, TenantId, TenantRecord, UserId } from '../../../../services/commerce/api/types.ts';
import { isDelegate, may, rolesFor } from '../../../../services/commerce/rules/access.ts';

const COLUMNS = [
  'Global Admin',
  'Billing Admin',
  'License Admin',
  'User Admin',
  'Global Reader',
  'partner',
  'purchaser',
  'other member',
  'guest',
  'disabled',
] as const;
type Column = (typeof COLUMNS)[number];

const OWNER = 'the-purchaser' as UserId;

const member = (more: Partial<Actor> = {}): Actor => ({
  tenantId: 'tenant' as TenantId,
  userId: 'somebody' as UserId,
  roles: [],
  userType: 'member',
  enabled: true,
  ...more,
});
const withRole = (role: Role): Actor => member({ roles: [role] });

const ACTORS: Readonly<Record<Column, Actor>> = {
  'Global Admin': withRole('GlobalAdministrator'),
  'Billing Admin': withRole('BillingAdministrator'),
  'License Admin': withRole('LicenseAdministrator'),
  'User Admin': withRole('UserAdministrator'),
  'Global Reader': withRole('GlobalReader'),
  partner: member({ partner: true }),
  purchaser: member({ userId: OWNER }),
  'other member': member(),
  guest: member({ userType: 'guest' }),
  disabled: member({ userId: OWNER, roles: ['GlobalAdministrator'], enabled: false }),
};

/** Each act, and a mark for each column: x may, · may not. All acts concern a thing that belongs to the purchaser. */
const MATRIX: Readonly<Record<Right, string>> = {
  //                              GA BA LA UA GR pa pu ot gu di
  'see-purchases': '              x  x  ·  ·  x  x  ·  ·  ·  · ',
  'see-subscription': '           x  x  ·  ·  x  x  x  ·  ·  · ',
  'read-policy': '                x  x  ·  ·  x  x  ·  ·  ·  · ',
  'change-policy': '              x  x  ·  ·  ·  ·  ·  ·  ·  · ',
  'take-over': '                  x  x  ·  ·  ·  x  ·  ·  ·  · ',
  'buy-centrally': '              x  x  ·  ·  ·  ·  ·  ·  ·  · ',
  'assign-central': '             x  ·  x  x  ·  ·  ·  ·  ·  · ',
  'run-own-subscription': '       ·  ·  ·  ·  ·  ·  x  ·  ·  · ',
  'run-own-billing': '            ·  ·  ·  ·  ·  ·  x  ·  ·  · ',
  'buy-self-service': '           x  x  x  x  x  ·  x  x  ·  · ',
  'request-license': '            x  x  x  x  x  ·  x  x  ·  · ',
  'decide-requests': '            x  ·  x  x  ·  ·  ·  ·  ·  · ',
  'read-audit': '                 x  x  ·  ·  x  ·  ·  ·  ·  · ',
  'read-audit-of-subscription': ' x  x  ·  ·  x  ·  x  ·  ·  · ',
  'read-own-audit': '             x  x  x  x  x  x  x  x  ·  · ',
  'read-security-log': '          x  ·  ·  ·  x  ·  ·  ·  ·  · ',
  'erase-people': '               x  ·  ·  ·  ·  ·  ·  ·  ·  · ',
  'find-people': '                x  x  x  x  x  x  x  x  ·  · ',
  'see-own': '                    x  x  x  x  x  ·  x  x  ·  · ',
  'notify-channel': '             x  x  ·  ·  ·  ·  ·  ·  ·  · ',
  'read-deliveries': '            x  x  ·  ·  x  ·  ·  ·  ·  · ',
  'see-subscriptions': '          x  x  x  x  x  x  x  x  ·  · ',
  'export-users': '               x  x  x  x  x  x  x  x  ·  · ',
  'change-subscription': '        x  x  x  x  x  x  x  x  ·  · ',
  'cancel-subscription': '        x  x  x  x  x  x  x  x  ·  · ',
  'assign-licenses': '            x  x  x  x  x  x  x  x  ·  · ',
};

describe('Who may do what', () => {
  for (const [act, row] of Object.entries(MATRIX) as [Right, string][]) {
    const marks = row.trim().split(/\s+/);
    it(`${act}: ${COLUMNS.filter((_, i) => marks[i] === 'x').join(', ') || 'nobody'}`, () => {
      assert.equal(marks.length, COLUMNS.length);
      const found = COLUMNS.map((column) => (may(ACTORS[column], act, OWNER) ? 'x' : '·'));
      assert.deepEqual(found, marks);
    });
  }

  it('gives nobody a right over a thing that belongs to nobody, by owning it', () => {
    assert.equal(may(ACTORS.purchaser, 'run-own-subscription', null), false);
    assert.equal(may(ACTORS.purchaser, 'see-subscription'), false);
  });

  it('gives nothing to a guest, for having bought it once or for any role', () => {
    const roles = ['GlobalAdministrator', 'BillingAdministrator', 'UserAdministrator', 'GlobalReader'] as const;
    const guest = { ...ACTORS.guest, userId: OWNER, roles };
    const acts = Object.keys(MATRIX) as Right[];
    assert.deepEqual(
      acts.filter((act) => may(guest, act, OWNER)),
      [],
    );
  });

  it('does not let a partner use the roles of home, or own what somebody with the same id bought', () => {
    const partner = member({ partner: true, roles: ['GlobalAdministrator'], userId: OWNER });
    assert.equal(may(partner, 'change-policy'), false);
    assert.equal(may(partner, 'run-own-subscription', OWNER), false);
  });

  it('names the directory roles that would allow an act, and no others', () => {
    assert.deepEqual(rolesFor('take-over'), ['GlobalAdministrator', 'BillingAdministrator']);
    assert.deepEqual(rolesFor('run-own-billing'), []);
  });

  it('knows a delegate by person and partner', () => {
    const delegate = { tenantId: 'home' as TenantId, userId: 'erik' as UserId, displayName: 'Erik' };
    const tenant = { delegatedAdmins: [delegate] } as unknown as TenantRecord;
    assert.equal(isDelegate(tenant, delegate.userId), true);
    assert.equal(isDelegate(tenant, delegate.userId, delegate.tenantId), true);
    assert.equal(isDelegate(tenant, delegate.userId, 'elsewhere' as TenantId), false);
    assert.equal(isDelegate(tenant, 'karin' as UserId), false);
  });
});
