import type { Speech } from '../../locales/index.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { MovePreview, SubscriptionSummary } from '../../services/commerce/api/views.ts';
import type { Button, Card } from '../kit/card.ts';
import { availableText, counted } from '../kit/counted.ts';
import { sheet } from '../kit/text-card.ts';

/** What moving everybody would do: who, where to, what it takes, and what becomes of the old subscription. */
export const moveQuestion = (preview: MovePreview, buttons: readonly Button[], speech: Speech): Card => {
  const { t } = speech;
  const { source, target, moving, already, missing, changesProduct } = preview;
  const refs = { source: source.subscription.ref, target: target.subscription.ref };
  const products = { before: source.product.name, after: target.product.name };
  return sheet(
    {
      title: t('moves.ask', { ...refs, ...counted(moving + already, speech) }),
      ...(missing > 0 && {
        status: { text: t('moves.missing', counted(missing, speech)), tone: 'Attention' as const },
      }),
      text: [
        t('moves.sourceEnds', refs),
        missing > 0 ? t('moves.buyFirst', refs) : t('moves.nothingCharged'),
        t('moves.undoLater'),
      ],
      warnings: changesProduct ? [t('moves.changesProduct', products)] : [],
      facts: facts(preview, speech),
    },
    buttons,
  );
};

const facts = (preview: MovePreview, speech: Speech) => {
  const { t, number } = speech;
  const { source, target, moving, already, movingPeople, alreadyPeople } = preview;
  const { quantity, assigned } = target.subscription;
  const available = quantity - assigned;
  return [
    { title: t('moves.from'), value: nameOf(source) },
    { title: t('moves.to'), value: nameOf(target) },
    { title: t('moves.who'), value: names(movingPeople, moving, speech) },
    ...(already > 0 ? [{ title: t('moves.hasLicense'), value: names(alreadyPeople, already, speech) }] : []),
    {
      title: t('moves.needed'),
      value: t('moves.neededOf', { needed: number(moving), available: availableText(available, speech) }),
    },
  ];
};

const nameOf = ({ product, subscription, purchaser }: SubscriptionSummary): string =>
  [product.name, subscription.ref, purchaser?.displayName].filter(Boolean).join(' · ');

const names = (people: readonly Person[], count: number, speech: Speech): string => {
  const { t } = speech;
  if (count === 0) return t('moves.nobody');
  const hidden = count - people.length;
  const shown = people.map(({ displayName }) => displayName);
  return [...shown, ...(hidden > 0 ? [t('moves.andMore', counted(hidden, speech))] : [])].join(', ');
};
