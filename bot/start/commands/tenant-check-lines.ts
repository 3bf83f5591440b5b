import type { CheckedCall } from '../../../services/microsoft365/checking/calls.ts';
import type { TenantCheck } from '../../../services/microsoft365/checking/check.ts';
import type { Findings, PolicyFindings, Purchases } from '../../../services/microsoft365/checking/findings.ts';
import type { FaultReason, Microsoft365Fault } from '../../../services/microsoft365/fault.ts';
import {
  isGranted,
  needless,
  PERMISSION_STEPS,
  PERMISSIONS,
  type PermissionStep,
} from '../../../services/microsoft365/permissions.ts';
import type { Microsoft365Registration } from '../../../services/microsoft365/registration.ts';

/** A check of a tenant in words, for the person at the keyboard. */
export const checkLines = (check: TenantCheck, registration: Microsoft365Registration): string[] => [
  `${check.name ?? 'A tenant'} (${registration.tenantId}), as the app ${registration.clientId}. Nothing is written there.`,
  '',
  ...check.calls.map(callLine),
  '',
  ...Object.keys(PERMISSION_STEPS).map((step) => stepLine(step as PermissionStep, check.granted)),
  ...needlessLines(check.granted),
  ...consentLines(check, registration),
  '',
  ...foundLines(check.findings),
];

const WHAT: Readonly<Record<CheckedCall['name'], string>> = {
  organization: 'the organization',
  skus: 'licenses',
  subscriptions: 'purchases',
  people: 'people',
  buyers: 'admins',
  shoppers: 'who has ever bought something',
  policy: 'the policy on self-service purchases',
};

const WHY: Readonly<Record<FaultReason, string>> = {
  'wrong-credential': 'the token was refused',
  'no-consent': 'nobody has consented to the app',
  'no-tenant': 'there is no such directory in this cloud',
  'not-permitted': 'this permission is missing',
  'not-found': 'there is nothing there',
  'lost-track': 'it is to be read anew',
  refused: 'the request was refused',
  throttled: 'too many requests; try again in some minutes',
  unavailable: 'no answer',
  unreadable: 'the answer is not what Microsoft documents',
};

const NO_TOKEN: Readonly<Partial<Record<FaultReason, string>>> = {
  'wrong-credential': 'It does not take the secret or certificate. Make a new one in the app registration, and set it.',
  'no-consent':
    'It does not know the app in this directory. Check M365_CLIENT_ID, and let an admin consent to the app.',
  'no-tenant': 'It has no such directory. Check M365_TENANT_ID and M365_CLOUD.',
  unavailable: 'It does not answer. Check that this machine may reach it, and try again.',
};

/** Why nothing could be asked at all: Entra ID has given no token. */
export const noTokenLine = ({ reason, code }: Microsoft365Fault, { endpoints }: Microsoft365Registration): string =>
  `${endpoints.login} gives no token. ${NO_TOKEN[reason] ?? 'Its answer is not what Microsoft documents.'}${code ? ` [${code}]` : ''}`;

const callLine = ({ name, needs, fault }: CheckedCall): string => {
  if (!fault) return `✓ Reads ${WHAT[name]}`;
  const details = [fault.code, fault.requestId && `request ${fault.requestId}`].filter(Boolean).join(', ');
  return `✗ Reads ${WHAT[name]} (${needs}): ${WHY[fault.reason]}${details && ` [${details}]`}`;
};

const stepLine = (step: PermissionStep, granted: ReadonlySet<string>): string => {
  const missing = PERMISSIONS.filter((each) => each.step === step && !isGranted(each.name, granted));
  const names = missing.map(({ name, of }) => `${name} (${of})`).join(', ');
  return missing.length === 0
    ? `✓ ${step}: ${PERMISSION_STEPS[step]}`
    : `– ${step}: ${PERMISSION_STEPS[step]}. Needs ${names}`;
};

const needlessLines = (granted: ReadonlySet<string>): string[] => {
  const names = needless(granted);
  return names.length === 0 ? [] : [`! Has more than it needs: ${names.join(', ')}. Better take it away.`];
};

const consentLines = ({ granted }: TenantCheck, registration: Microsoft365Registration): string[] => {
  if (PERMISSIONS.every(({ name }) => isGranted(name, granted))) return [];
  const { endpoints, tenantId, clientId } = registration;
  return [
    'Add the permissions to the app registration; then a Global Administrator consents to them at',
    `${endpoints.login}/${tenantId}/adminconsent?client_id=${clientId}`,
  ];
};

const foundLines = ({ purchases, policy }: Findings): string[] => [
  purchases ? purchasesLine(purchases) : 'Purchases: could not be read',
  policy ? policyLine(policy) : 'Policy: could not be read',
];

const purchasesLine = ({ count, uncertain, licenses, purchasers, gone, next }: Purchases): string => {
  if (count === 0) return 'No self-service purchases';
  const parts = [
    `${counted(licenses, 'license')} bought by ${purchasers === 1 ? '1 person' : `${purchasers} people`}`,
    ...(gone ? [`${gone} of them disabled or gone`] : []),
    ...(uncertain ? [`${uncertain} told by the owner alone`] : []),
    ...(next ? [`the next renews or ends on ${dayOf(next)}`] : []),
  ];
  return `${counted(count, 'self-service purchase')}: ${parts.join('; ')}`;
};

const policyLine = ({ open, trialsOnly, blocked, defaultValue }: PolicyFindings): string => {
  const names = open.length > 0 ? ` (${open.join(', ')})` : '';
  const coming = defaultValue === 'Disabled' ? 'blocked' : 'open to everybody';
  return `${counted(open.length, 'product')} open to everybody${names}; trials only ${trialsOnly}; blocked ${blocked}. New products are ${coming}.`;
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const dayOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
