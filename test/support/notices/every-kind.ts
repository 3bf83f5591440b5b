import type { ProductId, SubscriptionRef, UserId } from '../../../services/commerce/api/types.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import { cardId, invoiceId, requestId } from '../tenants/ids.ts';
import type { RenderedNotices } from './rendered-notices.ts';

const DAY = 24 * 60 * 60 * 1000;
const ref = (text: string) => text as SubscriptionRef;
export const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
export const VISIO = 'CFQ7TTC0HD32' as ProductId;
/** Of Contoso: Copilot for Lee Gu and Joni Sherman, and another one that stays pending. */
const DECIDED = requestId('Lee Gu', 'Microsoft 365 Copilot');
export const PENDING = requestId('Raul Razo', 'Power Automate RPA');
const POLICY_CHANGE = '3f2b8c1e-6f0a-4c55-9a39-0d9c1c6f7b11';

/** A notice with one who gets it. */
export type Shown = readonly [who: string, notice: Notice];

/**
 * Does in Contoso what some notices tell of: a policy is changed, a request decided, a move begun and stopped.
 * @returns id of the move
 */
export const actInContoso = async ({ commerce, tenantId, userId }: RenderedNotices): Promise<string> => {
  const actor = async (who: string) => (await commerce.getVisitor(tenantId, userId(who))).actor;
  const [adele, lynne] = [await actor('Adele'), await actor('Lynne')];
  await commerce.changePolicy(adele, [{ product: VISIO, value: 'Disabled' }], { operationId: POLICY_CHANGE });
  const decision = { request: DECIDED, decision: 'approved', message: 'Fine' } as const;
  await commerce.decideRequests(lynne, [decision], { operationId: 'decide' });
  const ends = { source: ref('S-1002'), target: ref('C-2001') };
  const { id } = await commerce.moveUsers(adele, ends, { operationId: 'move' });
  await commerce.stopWork({ kind: 'move-users', tenantId, subscription: ends.source });
  return id;
};

/**
 * Notices of every kind, about Contoso as it is.
 * @param move id of the move that `actInContoso` began
 */
export const noticesOfEveryKind = ({ userId, now }: RenderedNotices, move: string): Shown[] => {
  const [admins, deciders] = [{ role: 'purchase-admins' }, { role: 'request-deciders' }] as const;
  const by = userId('Adele');
  const at = now();
  const about = (subject: string, to: Notice['to']) => ({ subject, to, at });
  const to = (who: string): { readonly user: UserId } => ({ user: userId(who) });
  const s = (text: string, whom: Notice['to']) => ({ subscription: ref(text), ...about(text, whom) });
  const moved = { move, target: ref('C-2001'), by };
  return [
    ['Alex', { kind: 'purchase-made', purchaser: userId('Megan'), ...s('S-1001', admins) }],
    ['Lee', { kind: 'license-gained', product: POWER_BI, ...s('S-1001', to('Lee')) }],
    ['Lee', { kind: 'license-lost', product: POWER_BI, cause: 'unassigned', ...s('S-1001', to('Lee')) }],
    [
      'Lee',
      {
        kind: 'license-moved',
        target: ref('C-2001'),
        product: POWER_BI,
        targetProduct: POWER_BI,
        ...s('S-1001', to('Lee')),
      },
    ],
    ['Megan', { kind: 'subscription-canceled', by, ...s('S-1001', to('Megan')) }],
    ['Megan', { kind: 'subscription-moved', ...moved, ...s('S-1001', to('Megan')) }],
    ['Adele', { kind: 'move-finished', ...moved, ...s('S-1002', to('Adele')) }],
    ['Adele', { kind: 'move-stopped', move, target: ref('C-2001'), why: 'failed', ...s('S-1002', to('Adele')) }],
    ['Megan', { kind: 'cancel-asked', by, ...s('S-1001', to('Megan')) }],
    ['Adele', { kind: 'cancel-answered', by: userId('Megan'), answer: 'kept', ...s('S-1001', to('Adele')) }],
    ['Megan', { kind: 'ends-soon', days: 30, renews: true, ...s('S-1001', to('Megan')) }],
    ['Patti', { kind: 'ends-soon', days: 30, renews: false, ...s('S-1003', to('Patti')) }],
    ['Diego', { kind: 'ends-soon', days: 30, renews: false, ...s('S-1007', to('Diego')) }],
    ['Alex', { kind: 'ends-soon', days: 30, renews: false, ...s('S-1003', admins) }],
    ['Megan', { kind: 'invoice-due', invoice: invoiceId('G-240908'), ...s('S-1005', to('Megan')) }],
    ['Patti', { kind: 'invoice-overdue', invoice: invoiceId('G-240906'), ...s('S-1003', to('Patti')) }],
    ['Patti', { kind: 'card-expires', paymentMethod: cardId('Patti Fernandez'), ...about('x', to('Patti')) }],
    ['Lynne', { kind: 'request-made', request: PENDING, ...about(PENDING, deciders) }],
    [
      'Lee',
      {
        kind: 'request-decided',
        request: DECIDED,
        decision: 'approved',
        by: userId('Lynne'),
        ...about(DECIDED, to('Lee')),
      },
    ],
    ['Alex', { kind: 'policy-changed', by, operation: POLICY_CHANGE, ...about('AllowSelfServicePurchase', admins) }],
    ['Alex', { kind: 'product-appeared', product: POWER_BI, ...about(POWER_BI, admins) }],
    ['Alex', { kind: 'weekly-digest', from: at - 7 * DAY, until: at + DAY, ...about('weekly-digest', admins) }],
  ];
};
