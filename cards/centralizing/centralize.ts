import type { Localizer } from '../../locales/index.ts';
import type { AskedPurchase, CentralizePreview } from '../../services/commerce/api/centralizing.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { availableText, costText, freeLicenses } from '../kit/counted.ts';
import { type Fact, type Line, textCard } from '../kit/text-card.ts';

/** The steps of centralizing a product, in their order. */
const STEPS = ['buy', 'export', 'assign', 'ask', 'answers'] as const;
export type Step = (typeof STEPS)[number];

/** How far centralizing a product has come. */
export interface Centralizing {
  readonly plan: CentralizePreview;
  /** Purchases about which somebody was asked: those that wait for an answer first. */
  readonly asked: readonly AskedPurchase[];
  /** Usable purchases whose purchaser has not been asked. */
  readonly unasked: number;
  /** Undefined where nobody has the product by self-service any more. */
  readonly next: Step | undefined;
  /** The roles for the next step, where the person has none of them. */
  readonly takesRole: string | undefined;
}

/** Asked purchases on one card. */
const PURCHASES_LISTED = 8;

/** The plan, each step with how it stands, and the answers so far. */
export const centralizeCard = (state: Centralizing, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { plan, asked, next, takesRole } = state;
  const more = asked.length - PURCHASES_LISTED;
  return textCard(
    {
      title: t('centralize.title', { product: plan.product.name }),
      status: { text: centralizingStatusText(state, localizer), tone: next ? 'Default' : 'Good' },
      warnings: takesRole ? [t('centralize.takesRole', { roles: takesRole })] : [],
      facts: next ? planFacts(plan, localizer) : [],
      sections: next ? STEPS.map((step, i) => stepSection(state, { step, number: i + 1 }, localizer)) : [],
      lines: asked.slice(0, PURCHASES_LISTED).map((each) => askedLine(each, localizer)),
      footer: more > 0 ? t('centralize.moreAsked', { count: more }) : undefined,
    },
    buttons,
  );
};

const centralizingStatusText = (state: Centralizing, { t }: Localizer): string => {
  const { plan, unasked, next } = state;
  if (next === 'buy') return t('centralize.next.buy', { count: plan.missing });
  if (next === 'assign') return t('centralize.next.assign', { count: plan.needing });
  if (next === 'ask') return t('centralize.next.ask', { count: unasked });
  if (!next) return t('centralize.done', { product: plan.product.name });
  const { waiting, kept } = countAnswers(state.asked);
  return waiting > 0 ? t('centralize.next.answers', { count: waiting }) : t('centralize.next.kept', { count: kept });
};

const countAnswers = (asked: readonly AskedPurchase[]) => ({
  canceled: asked.filter(({ answer }) => answer === 'canceled').length,
  kept: asked.filter(({ answer }) => answer === 'kept').length,
  waiting: asked.filter(({ answer }) => answer === null).length,
});

const planFacts = (plan: CentralizePreview, localizer: Localizer): Fact[] => {
  const { t, number } = localizer;
  const { subscriptions: count, licenses, monthlyCost, people, already, targets } = plan;
  const bought = {
    count,
    licenses: t('quantity.licenses', { count: licenses }),
    cost: costText(monthlyCost, localizer),
  };
  return [
    { title: t('centralize.purchases'), value: t('centralize.purchased', bought) },
    { title: t('centralize.users'), value: t('centralize.usersNow', { count: people, already: number(already) }) },
    { title: t('centralize.central'), value: targetsText(targets, localizer) },
  ];
};

const targetsText = (targets: CentralizePreview['targets'], localizer: Localizer): string => {
  const text = { refs: refsOf(targets), available: availableText(availableIn(targets), localizer) };
  return localizer.t(targets.length > 0 ? 'centralize.centralNow' : 'centralize.noCentral', text);
};

/** "C-2001, C-2002". */
export const refsOf = (targets: CentralizePreview['targets']): string =>
  targets.map(({ subscription }) => subscription.ref).join(', ');

/** Licenses that nobody has, over all of them. */
export const availableIn = (targets: CentralizePreview['targets']): number =>
  targets.reduce((total, { subscription: { quantity, assigned } }) => total + freeLicenses(quantity, assigned), 0);

const stepSection = (state: Centralizing, { step, number }: { step: Step; number: number }, localizer: Localizer) => {
  const { t } = localizer;
  const name = t(`centralize.steps.${step}`);
  return {
    title: t('centralize.step', { number, name, state: t(`centralize.states.${stepState(state, step)}`) }),
    lines: STEP_LINES[step](state, localizer),
  };
};

const stepState = ({ plan, unasked, next }: Centralizing, step: Step): 'done' | 'next' | 'later' | 'optional' => {
  if (step === 'export') return 'optional';
  if (step === next) return 'next';
  const isDone = { buy: plan.missing === 0, assign: plan.needing === 0, ask: unasked === 0, answers: false }[step];
  return isDone ? 'done' : 'later';
};

const STEP_LINES: Readonly<Record<Step, (state: Centralizing, localizer: Localizer) => string[]>> = {
  buy: ({ plan: { missing, missingCost } }, localizer) => {
    if (missing === 0) return [localizer.t('centralize.enough')];
    const cost = costText({ known: missingCost, unknown: 0 }, localizer);
    return [localizer.t('centralize.missing', { count: missing, cost })];
  },
  export: (_, { t }) => [t('centralize.exportText')],
  assign: ({ plan }, localizer) => assignLines(plan, localizer),
  ask: ({ unasked }, { t }) => [unasked > 0 ? t('centralize.toAsk', { count: unasked }) : t('centralize.askedAll')],
  answers: ({ asked }, { t }) => [
    asked.length > 0 ? t('centralize.answered', countAnswers(asked)) : t('centralize.nobodyAsked'),
  ],
};

/** Who needs a license, and who can have none. */
export const assignLines = (
  { needing, needingPeople, unassignable }: CentralizePreview,
  localizer: Localizer,
): string[] => {
  const { t } = localizer;
  const names = namesText(needingPeople, needing, localizer);
  return [
    needing > 0 ? t('centralize.needing', { count: needing, names }) : t('centralize.everybody'),
    ...(unassignable > 0 ? [t('centralize.unassignable', { count: unassignable })] : []),
  ];
};

/** Names on one line. */
const NAMED = 5;

const namesText = (people: readonly Person[], total: number, { t, number }: Localizer): string => {
  const names = people
    .slice(0, NAMED)
    .map(({ displayName }) => displayName)
    .join(', ');
  return total > NAMED ? t('centralize.moreNames', { names, count: number(total - NAMED) }) : names;
};

const askedLine = ({ summary, askedAt, answer }: AskedPurchase, localizer: Localizer): Line => ({
  title: purchaseName(summary, localizer),
  text: answer
    ? localizer.t(`centralize.${answer}`)
    : localizer.t('centralize.waiting', { date: localizer.date(askedAt) }),
  verb: 'subscription',
  data: { subscription: summary.subscription.ref },
});

/** "S-1001 · Megan Bowen". */
export const purchaseName = ({ subscription, purchaser }: SubscriptionSummary, { t }: Localizer): string =>
  t('centralize.purchase', {
    ref: subscription.ref,
    name: purchaser?.displayName ?? t(subscription.purchaserId === null ? 'notKnown' : 'centralize.unknownPurchaser'),
  });
