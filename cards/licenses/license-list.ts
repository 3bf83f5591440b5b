import type { Localizer } from '../../locales/index.ts';
import type { ProductLicenses } from '../../services/commerce/api/licenses.ts';
import { type Button, type Card, defineCard, plain, rowName } from '../kit/card.ts';
import { availableText, overText } from '../kit/counted.ts';
import template from './license-list.json' with { type: 'json' };

const licenseListTemplate = defineCard<object>(template);

/** Licenses of every product that somebody has bought by self-service, a row each, pressed to see who has them. */
export const licenseList = (licenses: readonly ProductLicenses[], localizer: Localizer): Card => {
  const { t } = localizer;
  return licenseListTemplate(
    {
      title: t('licenses.title'),
      intro: licenses.length === 0 ? t('licenses.none') : t('licenses.intro'),
      rows: licenses.map((each) => licensesRow(each, localizer)),
    },
    {
      fallback: t('licenses.fallback', { count: licenses.length }),
      buttons: [
        ...(licenses.some(({ assigned }) => assigned > 0) ? [exportAllButton(t)] : []),
        { title: t('commands.subscriptions.title'), verb: 'subscriptions' },
      ],
    },
  );
};

const licensesRow = (licenses: ProductLicenses, localizer: Localizer) => {
  const { t } = localizer;
  const { product, subscriptions, quantity, assigned: taken, over } = licenses;
  const bought = t('licenses.row', { count: subscriptions });
  const available = availableText(licenses.available, localizer);
  const assigned = [t('licenses.assigned', { assigned: taken, quantity }), ...overText(over, localizer)].join(', ');
  return {
    product: plain(product.name),
    subscriptions: bought,
    available,
    assigned,
    open: rowName(t('licenses.openRow', { product: product.name }), [bought, available, assigned]),
    data: { product: product.id },
  };
};

const exportAllButton = (t: Localizer['t']): Button => ({
  title: t('commands.export-users.title'),
  verb: 'export-users',
  data: { all: true },
});
