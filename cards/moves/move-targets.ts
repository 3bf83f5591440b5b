import type { Localizer } from '../../locales/index.ts';
import type { MoveTarget } from '../../services/commerce/api/moves.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { availableText, counted, freeLicenses } from '../kit/counted.ts';
import template from './move-targets.json' with { type: 'json' };

interface MoveTargetsData {
  readonly source: SubscriptionSummary;
  /** The best first. */
  readonly targets: readonly MoveTarget[];
  /** Whether this person may buy the licenses that are missing. */
  readonly mayBuy: boolean;
}

const moveTargetsTemplate = defineCard<object>(template);

/** Where the users of a purchase can go: what has room for all of them to press, the rest grey with what is missing. */
export const moveTargetsCard = (
  { source, targets, mayBuy }: MoveTargetsData,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { ref, assigned } = source.subscription;
  const title = t('moves.chooseTitle');
  const words = { ...counted(assigned, localizer), source: ref, product: source.product.name };
  const intro = targets.length > 0 ? t('moves.chooseIntro', words) : t('moves.noTarget', words);
  return moveTargetsTemplate(
    {
      title,
      intro: plain(intro),
      fitting: targets.filter(({ missing }) => missing === 0).map((target) => fittingTarget(source, target, localizer)),
      lacking: targets.filter(({ missing }) => missing > 0).map((target) => lackingTarget(target, mayBuy, localizer)),
    },
    { fallback: `${title}. ${intro}`, buttons },
  );
};

const fittingTarget = ({ subscription: { ref } }: SubscriptionSummary, target: MoveTarget, localizer: Localizer) => {
  const { t } = localizer;
  const { subscription, product } = target.summary;
  return {
    ...targetLine(target, localizer),
    choose: t('moves.choose', { target: subscription.ref, product: product.name }),
    data: { subscription: ref, target: subscription.ref },
  };
};

const lackingTarget = (target: MoveTarget, mayBuy: boolean, localizer: Localizer) => {
  const { t } = localizer;
  const { missing, summary } = target;
  return {
    ...targetLine(target, localizer),
    missing: t('moves.missing', counted(missing, localizer)),
    buy: mayBuy ? t('moves.buy', counted(missing, localizer)) : '',
    data: { product: summary.product.id, quantity: missing },
  };
};

const targetLine = (
  { summary: { subscription, product }, already, changesProduct }: MoveTarget,
  localizer: Localizer,
) => {
  const { t } = localizer;
  const available = freeLicenses(subscription.quantity, subscription.assigned);
  return {
    heading: plain(`${product.name} · ${subscription.ref}`),
    text: [
      availableText(available, localizer),
      ...(already > 0 ? [t('moves.alreadyThere', counted(already, localizer))] : []),
    ].join(' · '),
    change: changesProduct ? t('moves.otherProduct') : '',
  };
};
