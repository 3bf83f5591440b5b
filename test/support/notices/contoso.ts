import type { ProductId, SubscriptionRef, UserId } from '../../../services/commerce/api/types.ts';
import type { NoticeKind } from '../../../services/notices/kinds.ts';
import type { Notice, NoticeOf } from '../../../services/notices/notice.ts';
import { requestId } from '../tenants/ids.ts';
import type { RenderedNotices } from './rendered-notices.ts';

export const ref = (text: string) => text as SubscriptionRef;
export const POWER_BI = 'CFQ7TTC0H9MP' as ProductId;
export const VISIO = 'CFQ7TTC0HD32' as ProductId;
/** Of Contoso: Copilot for Lee Gu and Joni Sherman, and another one that stays pending. */
export const DECIDED = requestId('Lee Gu', 'Microsoft 365 Copilot');
export const PENDING = requestId('Raul Razo', 'Power Automate RPA');
export const POLICY_CHANGE = '3f2b8c1e-6f0a-4c55-9a39-0d9c1c6f7b11';

/** A notice with one who gets it. */
export type Shown = readonly [who: string, notice: Notice];

/** Who gets a notice, what its card says first in English and Swedish, and the verbs of its buttons. */
interface Expected {
  readonly who: string;
  readonly english: RegExp;
  readonly swedish: RegExp;
  readonly buttons: readonly string[];
}

/** What examples are made of; `move` is the id of the move that `actInContoso` began. */
type Cast = ReturnType<typeof castOf>;

export const castOf = ({ userId, now }: RenderedNotices, move: string) => {
  const at = now();
  const about = (subject: string, to: Notice['to']) => ({ subject, to, at });
  return {
    at,
    about,
    move,
    userId,
    admins: { role: 'purchase-admins' },
    deciders: { role: 'request-deciders' },
    by: userId('Adele'),
    to: (who: string): { readonly user: UserId } => ({ user: userId(who) }),
    onSubscription: (text: string, whom: Notice['to']) => ({ subscription: ref(text), ...about(text, whom) }),
    moved: { move, target: ref('C-2001'), by: userId('Adele') },
  } as const;
};

/** An example of one kind: the notice without its kind. */
type ExampleOf<Kind extends NoticeKind> = Expected & {
  readonly kind: Kind;
  readonly event: (cast: Cast) => Omit<NoticeOf<Kind>, 'kind'>;
};

export type Example = { [Kind in NoticeKind]: ExampleOf<Kind> }[NoticeKind];

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
