import type { Card } from '../../../cards/kit/card.ts';
import { type Line, textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { Right } from '../../../services/commerce/api/rights.ts';
import type { Person } from '../../../services/commerce/api/types.ts';
import { rolesFor } from '../../../services/commerce/index.ts';
import type { LimitName } from '../../../services/limits/limits.ts';
import { SUPPORT_URL } from '../../understanding/answers/links.ts';
import { commandTexts } from '../command-texts.ts';
import type { Refused } from './refusal.ts';
import { type About, nextSteps } from './refusal-actions.ts';

/**
 * The card for a refusal: what is wrong in one line, and what to do next. The only place that words errors. A reason
 * without texts in the locales does not compile.
 */
export const refusalCard = (reason: Refused, localizer: Localizer, about: About = {}): Card => {
  if (reason.code === 'unknown') return notUnderstood(reason.lines, localizer);
  const { title, text } = refusalWords(reason, localizer);
  if (reason.code === 'which') return textCard({ title, lines: reason.lines });
  if (reason.code === 'proposed') return textCard({ title, text: [text], lines: reason.lines });
  if (reason.code === 'ambiguous-purchaser') return whichPurchaser(reason.people, { title, text });
  return textCard({ title, text: [text] }, nextSteps(reason, localizer, about));
};

/** A refusal in words. */
export const refusalWords = (reason: Refused, localizer: Localizer) => {
  const words = wordsOf(reason, localizer);
  const code = textKeyOf(reason);
  return { title: localizer.t(`refusals.${code}.title`, words), text: localizer.t(`refusals.${code}.text`, words) };
};

const textKeyOf = (reason: Refused) => {
  if (isOwnersAlone(reason)) return 'only-owner';
  if (reason.code === 'limit-reached') return LIMIT_TEXTS[reason.limit];
  if (reason.code !== 'payment-declined' || !reason.cause) return reason.code;
  return reason.cause === 'expired' ? 'card-expired' : reason.cause;
};

/** What is said of each limit. */
const LIMIT_TEXTS = {
  turns: 'too-fast',
  'tenant-turns': 'organization-busy',
  searches: 'too-fast',
  'payment-links': 'payment-links',
  'card-tries': 'card-tries',
  'tenant-card-tries': 'card-tries',
  exports: 'exports',
  'model-calls': 'model-calls',
  'tenant-model-calls': 'model-calls',
} as const satisfies Record<LimitName, string>;

/** Whether no role would help. */
const isOwnersAlone = (reason: Refused): boolean => reason.code === 'forbidden' && rolesFor(reason.act).length === 0;

type Words = Readonly<Record<string, string | number>>;

/** What a text may name: the plain fields of the reason, or what it takes to read the others. */
const wordsOf = (reason: Refused, localizer: Localizer): Words => {
  switch (reason.code) {
    case 'arguments':
      return { example: commandTexts(reason.command, localizer).example };
    case 'forbidden':
      return { roles: roleNames(reason.act, localizer) };
    case 'cannot-buy':
      return { why: localizer.t(`buyRules.${reason.rule}`) };
    case 'no-such-product':
      return { wanted: reason.wanted, products: firstOf(reason.products.map(({ name }) => name)) };
    case 'card-in-use':
      return { uses: [...reason.profiles.map(({ name }) => name), ...reason.subscriptions].join(', ') };
    case 'owns-subscriptions':
      return { refs: reason.refs.join(', ') };
    case 'not-known':
      return { what: localizer.t(`unknowns.${reason.what}`) };
    case 'not-active':
      return { status: localizer.t(`status.${reason.status}`) };
    case 'limit-reached':
      return { when: localizer.fromNow(reason.waitMs) };
    default:
      return plainWords(reason, localizer);
  }
};

/** Names that one text has room for. */
const MOST_NAMED = 25;

const firstOf = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')}, …` : names.join(', ');

const plainWords = (reason: Refused, { number }: Localizer): Words =>
  Object.fromEntries(
    Object.entries(reason).flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'number') return [[name, number(value)]];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

const notUnderstood = (lines: readonly Line[], localizer: Localizer): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('refusals.unknown.title'),
      text: [t('refusals.unknown.text')],
      lines,
      fallback: `${t('refusals.unknown.title')}. ${t('help.fallback')}`,
    },
    [{ title: t('answers.links.support'), url: SUPPORT_URL }],
  );
};

const whichPurchaser = (people: readonly Person[], { title, text }: { title: string; text: string }): Card =>
  textCard({
    title,
    text: [text],
    lines: people.map((person) => ({
      title: person.displayName,
      text: person.userPrincipalName,
      verb: 'subscriptions',
      data: { purchaser: person.id },
    })),
  });

/** The roles that allow an act: "Global Administrator or Billing Administrator". */
export const roleNames = (act: Right, { t, locale }: Localizer): string =>
  new Intl.ListFormat(locale, { type: 'disjunction' }).format(rolesFor(act).map((role) => t(`roles.${role}`)));
