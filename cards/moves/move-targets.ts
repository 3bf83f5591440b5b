import type { Speech } from '../../locales/index.ts';
import type { MoveTarget, SubscriptionSummary } from '../../services/commerce/api/views.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { availableText, counted } from '../kit/counted.ts';
import template from './move-targets.json' with { type: 'json' };

interface MoveTargetsData {
  readonly source: SubscriptionSummary;
  /** The best first. */
  readonly targets: readonly MoveTarget[];
  /** Whether this person may buy the licenses that are missing. */
  readonly mayBuy: boolean;
}

const targetsTemplate = defineCard<object>(template);

/** Where the users of a purchase can go: what has room for all of them to press, the rest grey with what is missing. */
export const moveTargetsCard = (
  { source, targets, mayBuy }: MoveTargetsData,
  buttons: readonly Button[],
  speech: Speech,
): Card => {
  const { t } = speech;
  const { ref, assigned } = source.subscription;
  const title = t('moves.chooseTitle');
  const words = { ...counted(assigned, speech), source: ref, product: source.product.name };
  const intro = targets.length > 0 ? t('moves.chooseIntro', words) : t('moves.noTarget', words);
  return targetsTemplate(
    {
      title,
      intro: plain(intro),
      fitting: targets.filter(({ missing }) => missing === 0).map((target) => fitting(source, target, speech)),
      lacking: targets.filter(({ missing }) => missing > 0).map((target) => lacking(target, mayBuy, speech)),
    },
    { fallback: `${title}. ${intro}`, buttons },
  );
};

const fitting = ({ subscription: { ref } }: SubscriptionSummary, target: MoveTarget, speech: Speech) => {
  const { t } = speech;
  const { subscription, product } = target.summary;
  return {
    ...line(target, speech),
    choose: t('moves.choose', { target: subscription.ref, product: product.name }),
    data: { subscription: ref, target: subscription.ref },
  };
};

const lacking = (target: MoveTarget, mayBuy: boolean, speech: Speech) => {
  const { t } = speech;
  const { missing, summary } = target;
  return {
    ...line(target, speech),
    missing: t('moves.missing', counted(missing, speech)),
    buy: mayBuy ? t('moves.buy', counted(missing, speech)) : '',
    data: { product: summary.product.id, quantity: missing },
  };
};

const line = ({ summary: { subscription, product }, already, changesProduct }: MoveTarget, speech: Speech) => {
  const { t } = speech;
  const available = subscription.quantity - subscription.assigned;
  return {
    heading: plain(`${product.name} · ${subscription.ref}`),
    text: [
      availableText(available, speech),
      ...(already > 0 ? [t('moves.alreadyThere', counted(already, speech))] : []),
    ].join(' · '),
    change: changesProduct ? t('moves.otherProduct') : '',
  };
};
