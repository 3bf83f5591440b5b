import type { Button, Card } from '../../../cards/kit/card.ts';
import type { TextCardData } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { Actor, Tenant, UserId } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { NoticeKind } from '../../../services/notices/kinds.ts';
import type { NoticeOf } from '../../../services/notices/notice.ts';

/** Who reads a notice, with what rights, and how to speak to them. */
export interface NoticeContext {
  readonly actor: Actor;
  readonly tenant: Tenant;
  readonly commerce: Commerce;
  readonly localizer: Localizer;
  /** Several read it, who may not all see whom it is about. */
  readonly shared: boolean;
}

/** What a notice says, whether on a card or by mail, and what can be done about it; or a card that exists already. */
export type NoticeContent =
  | {
      readonly textCard: TextCardData;
      readonly buttons: readonly Button[];
      /** What to write to the bot where there are no buttons; without it there is no mail. */
      readonly sentence?: string;
    }
  | { readonly card: Card };

/** Loads what a notice of one kind says to its reader; undefined where there is nothing to say any more. */
export type NoticeRenderer<Kind extends NoticeKind> = (
  context: NoticeContext,
  notice: NoticeOf<Kind>,
) => Promise<NoticeContent | undefined>;

/** A renderer for every kind; each feature has those of its own notices. */
export type NoticeRenderers = { readonly [Kind in NoticeKind]: NoticeRenderer<Kind> };

/** The name of an admin who did something, as this reader may know it. */
export const adminName = async (
  { actor, commerce, localizer, shared }: NoticeContext,
  admin: UserId,
): Promise<string> => {
  if (shared) return localizer.t('notices.admin');
  const [found] = (await commerce.findNamedPeople(actor, [admin])).found;
  return found?.person.displayName ?? localizer.t('notices.admin');
};

/** The name of a purchaser or requester, as this reader may know it. */
export const personName = (
  { shared, localizer }: NoticeContext,
  person: { readonly displayName: string } | null,
): string => (shared || !person ? localizer.t('notices.somebody') : person.displayName);
