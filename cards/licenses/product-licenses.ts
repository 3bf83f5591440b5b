import type { Localizer } from '../../locales/index.ts';
import type { ProductLicenses, SubscriptionHolders } from '../../services/commerce/api/licenses.ts';
import type { Page } from '../../services/commerce/api/subscriptions.ts';
import { type Button, type Card, defineCard, plain, rowName } from '../kit/card.ts';
import { availableText, overText } from '../kit/counted.ts';
import { purchaserText } from '../subscriptions/subscription-words.ts';
import template from './product-licenses.json' with { type: 'json' };

const productLicensesTemplate = defineCard<object>(template);

/** Who has licenses of one product, grouped by the purchaser who bought them. */
export const productLicenses = (
  licenses: ProductLicenses,
  page: Page<SubscriptionHolders>,
  buttons: readonly Button[],
  localizer: Localizer,
): Card => {
  const { t } = localizer;
  const { product, quantity, assigned, available, over } = licenses;
  const counts = {
    assigned: t('licenses.assigned', { assigned, quantity }),
    available: availableText(available, localizer),
  };
  return productLicensesTemplate(
    {
      title: plain(product.name),
      facts: [
        { title: t('columns.licenses'), value: [counts.assigned, ...overText(over, localizer)].join(', ') },
        { title: t('columns.available'), value: localizer.number(available) },
      ],
      users: t('licenses.users'),
      groups: page.items.map((holders) => holdersGroup(holders, localizer)),
      range: holdersRange(page, product.name, localizer),
    },
    { fallback: t('licenses.productFallback', { product: product.name, ...counts }), buttons },
  );
};

const holdersGroup = ({ summary, people }: SubscriptionHolders, localizer: Localizer) => {
  const { t } = localizer;
  const { subscription, product } = summary;
  const hidden = subscription.assigned - people.length;
  const names = people.map((person) => plain(person.displayName));
  const licenses = t('list.assigned', { assigned: subscription.assigned, count: subscription.quantity });
  return {
    purchaser: `${plain(purchaserText(summary, localizer))} · ${subscription.ref}`,
    licenses,
    names:
      subscription.assigned === 0
        ? t('details.nobody')
        : [...names, ...(hidden > 0 ? [t('details.more', { count: hidden })] : [])].join(', '),
    open: rowName(t('list.openRow', { ref: subscription.ref, product: product.name }), [
      purchaserText(summary, localizer),
      licenses,
    ]),
    data: { subscription: subscription.ref },
  };
};

const holdersRange = (page: Page<SubscriptionHolders>, product: string, { t }: Localizer): string =>
  page.total === 0
    ? t('licenses.noneOfProduct', { product: plain(product) })
    : t('list.range', { from: page.offset + 1, to: page.offset + page.items.length, count: page.total });
