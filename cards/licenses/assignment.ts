import type { Localizer } from '../../locales/index.ts';
import type { AssignPreview, UnassignPreview } from '../../services/commerce/api/licenses.ts';
import type { Access, SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Person, Subscription } from '../../services/commerce/api/types.ts';
import { accessAfter, accessAhead } from '../kit/access.ts';
import type { Button, Card } from '../kit/card.ts';
import { freeLicenses } from '../kit/counted.ts';
import { personLine } from '../kit/people.ts';
import { type Fact, type TextCardData, textCard } from '../kit/text-card.ts';
import { nameOf } from '../subscriptions/subscription-words.ts';

/** What giving licenses would do, or why it cannot be done yet. */
export const assignQuestion = (
  { of, preview, mayBuy }: { of: SubscriptionSummary; preview: AssignPreview; mayBuy: boolean },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { subscription, adding, already, missing } = preview;
  const after = subscription.assigned + (missing > 0 ? 0 : adding.length);
  return textCard(
    {
      title: adding.length > 0 ? t('assign.ask', { count: adding.length }) : t('assign.nobodyNew'),
      status: { text: nameOf(of), tone: 'Default' },
      text: adding.length > 0 && missing === 0 ? [t('assign.told')] : [],
      warnings: missing > 0 ? [t('assign.missing', { count: missing }), ...(mayBuy ? [] : [t('assign.askToBuy')])] : [],
      facts: [availableAfter(subscription, after, localizer)],
      sections: [...peopleSection(t('assign.gets'), adding), ...peopleSection(t('assign.has'), already)],
    },
    buttons,
  );
};

/** What giving licenses has done. */
export const assignReceipt = (
  { of, added, already, assigned }: Assigned,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('assign.done', { count: added.length }),
      status: { text: nameOf(of), tone: 'Good' },
      facts: [availableNow(of.subscription, assigned, localizer)],
      sections: [...peopleSection(t('assign.got'), added), ...peopleSection(t('assign.has'), already)],
    },
    buttons,
  );
};

interface Assigned {
  readonly of: SubscriptionSummary;
  readonly added: readonly Person[];
  /** People who had a license before. */
  readonly already: readonly Person[];
  /** Licenses assigned now. */
  readonly assigned: number;
}

/** What taking licenses would do. */
export const unassignQuestion = (
  { of, preview }: { of: SubscriptionSummary; preview: UnassignPreview },
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { subscription, removing, access, without } = preview;
  const ahead = removing.length > 0 ? accessAhead(access, localizer) : [];
  return textCard(
    {
      title: removing.length > 0 ? t('unassign.ask', { count: removing.length }) : t('unassign.nobodyHas'),
      status: { text: nameOf(of), tone: 'Default' },
      text: [...(access.losing > 0 ? [] : ahead), ...(removing.length > 0 ? [t('unassign.again')] : [])],
      warnings: access.losing > 0 ? ahead : [],
      facts: [availableAfter(subscription, subscription.assigned - removing.length, localizer)],
      sections: [...peopleSection(t('unassign.who'), removing), ...peopleSection(t('unassign.without'), without)],
    },
    buttons,
  );
};

/** What taking licenses has done. */
export const unassignReceipt = (
  { of, removed, access, without, assigned }: Unassigned,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('unassign.done', { count: removed.length }),
      status: { text: nameOf(of), tone: 'Good' },
      text: removed.length > 0 ? accessAfter(access, localizer) : [],
      facts: [availableNow(of.subscription, assigned, localizer)],
      sections: [...peopleSection(t('unassign.lost'), removed), ...peopleSection(t('unassign.without'), without)],
    },
    buttons,
  );
};

interface Unassigned {
  readonly of: SubscriptionSummary;
  readonly removed: readonly Person[];
  readonly access: Access;
  /** People who had none. */
  readonly without: readonly Person[];
  /** Licenses assigned now. */
  readonly assigned: number;
}

const peopleSection = (title: string, people: readonly Person[]): NonNullable<TextCardData['sections']> =>
  people.length > 0 ? [{ title, lines: people.map(personLine) }] : [];

const availableAfter = ({ quantity, assigned }: Subscription, after: number, { t, number }: Localizer): Fact => {
  const [before, then] = [freeLicenses(quantity, assigned), freeLicenses(quantity, after)];
  const value = before === then ? number(before) : t('assign.change', { before: number(before), after: number(then) });
  return { title: t('assign.availableLicenses'), value };
};

const availableNow = ({ quantity }: Subscription, assigned: number, { t, number }: Localizer): Fact => ({
  title: t('assign.availableLicenses'),
  value: number(freeLicenses(quantity, assigned)),
});
