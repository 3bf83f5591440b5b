import type { Localizer } from '../../locales/index.ts';
import type { MovePreview } from '../../services/commerce/api/moves.ts';
import type { SubscriptionSummary } from '../../services/commerce/api/subscriptions.ts';
import type { Person } from '../../services/commerce/api/types.ts';
import type { Button, Card } from '../kit/card.ts';
import { availableText, counted, freeLicenses } from '../kit/counted.ts';
import { textCard } from '../kit/text-card.ts';
import { endingTexts } from './ending-texts.ts';

/** What moving everybody would do: who, where to, what it takes, and what becomes of the old subscription. */
export const moveQuestion = (preview: MovePreview, buttons: readonly Button[], localizer: Localizer): Card => {
  const { t } = localizer;
  const { source, target, moving, already, missing, changesProduct } = preview;
  const refs = { source: source.subscription.ref, target: target.subscription.ref };
  return textCard(
    {
      title: t('moves.ask', { ...refs, ...counted(moving + already, localizer) }),
      status:
        missing > 0 ? { text: t('moves.missing', counted(missing, localizer)), tone: 'Attention' as const } : undefined,
      text: [
        [t('moves.sourceEnds', refs), ...endingTexts(source, localizer)].join(' '),
        missing > 0 ? t('moves.buyFirst', refs) : t('moves.nothingCharged'),
        t('moves.undoLater'),
      ],
      warnings: changesProduct ? changeWarnings(preview, localizer) : [],
      facts: moveFacts(preview, localizer),
    },
    buttons,
  );
};

const changeWarnings = ({ source, target, left }: MovePreview, { t }: Localizer): string[] => {
  const [before, after] = [source.product.name, target.product.name];
  const keeping = left?.keeping ?? 0;
  const keep = keeping > 0 ? [t('access.keepAfterMove', { count: keeping, product: before })] : [];
  return [t('moves.changesProduct', { before, after }), ...keep];
};

const moveFacts = (preview: MovePreview, localizer: Localizer) => {
  const { t, number } = localizer;
  const { source, target, moving, already, movingPeople, alreadyPeople } = preview;
  const { quantity, assigned } = target.subscription;
  const available = freeLicenses(quantity, assigned);
  return [
    { title: t('moves.from'), value: moveEndName(source) },
    { title: t('moves.to'), value: moveEndName(target) },
    { title: t('moves.who'), value: namesAndMore(movingPeople, moving, localizer) },
    ...(already > 0 ? [{ title: t('moves.hasLicense'), value: namesAndMore(alreadyPeople, already, localizer) }] : []),
    {
      title: t('moves.needed'),
      value: t('moves.neededOf', { needed: number(moving), available: availableText(available, localizer) }),
    },
  ];
};

const moveEndName = ({ product, subscription, purchaser }: SubscriptionSummary): string =>
  [product.name, subscription.ref, purchaser?.displayName].filter(Boolean).join(' · ');

const namesAndMore = (people: readonly Person[], count: number, localizer: Localizer): string => {
  const { t } = localizer;
  if (count === 0) return t('moves.nobody');
  const hidden = count - people.length;
  const shown = people.map(({ displayName }) => displayName);
  return [...shown, ...(hidden > 0 ? [t('moves.andMore', counted(hidden, localizer))] : [])].join(', ');
};
