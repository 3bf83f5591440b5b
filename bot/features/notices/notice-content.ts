import type { Button, Card } from '../../../cards/kit/card.ts';
import type { TextCardData } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { Actor, Tenant, UserId } from '../../../services/commerce/api/types.ts';
import type { Commerce } from '../../../services/commerce/index.ts';
import type { Notice, NoticeKind } from '../../../services/notices/notice.ts';

/** Who reads a notice, with what rights, and how to speak to them. */
export interface Reading {
  readonly actor: Actor;
  readonly tenant: Tenant;
  readonly commerce: Commerce;
  readonly localizer: Localizer;
  /** Several read it, who may not all see whom it is about. */
  readonly shared: boolean;
}

/** What a notice tells, whether on a card or by mail, and what can be done about it; or a card that exists already. */
export type Told =
  | {
      readonly textCard: TextCardData;
      readonly buttons: readonly Button[];
      /** What to write to the bot instead of pressing a button; without it there is no mail. */
      readonly say?: string;
    }
  | { readonly card: Card };

/** Loads what one kind of notice tells; nothing where there is nothing to tell any more. */
export type Teller<Kind extends NoticeKind> = (
  reading: Reading,
  notice: Notice & { readonly kind: Kind },
) => Promise<Told | undefined>;

/** The name of an admin who did something, as this reader may know it. */
export const adminName = async ({ actor, commerce, localizer, shared }: Reading, admin: UserId): Promise<string> => {
  if (shared) return localizer.t('told.admin');
  const [found] = (await commerce.resolvePeople(actor, [admin])).found;
  return found?.person.displayName ?? localizer.t('told.admin');
};

/** The name of a purchaser or requester, as this reader may know it. */
export const personName = ({ shared, localizer }: Reading, person: { readonly displayName: string } | null): string =>
  shared || !person ? localizer.t('told.somebody') : person.displayName;
