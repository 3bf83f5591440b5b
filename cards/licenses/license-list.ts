import type { Localizer } from '../../locales/index.ts';
import type { ProductLicenses } from '../../services/commerce/api/licenses.ts';
import { type Button, type Card, defineCard, plain } from '../kit/card.ts';
import { availableText, freeLicenses } from '../kit/counted.ts';
import template from './license-list.json' with { type: 'json' };

const licenseListTemplate = defineCard<object>(template);

/** Licenses of every product that somebody has bought by self-service, a row each, pressed to see who has them. */
export const licenseList = (licenses: readonly ProductLicenses[], localizer: Localizer): Card => {
  const { t } = localizer;
  return licenseListTemplate(
    {
      title: t('licenses.title'),
      intro: licenses.length === 0 ? t('licenses.none') : t('licenses.intro'),
      rows: licenses.map(({ product, subscriptions, quantity, assigned }) => ({
        product: plain(product.name),
        subscriptions: t('licenses.row', { count: subscriptions }),
        available: availableText(freeLicenses(quantity, assigned), localizer),
        assigned: t('licenses.assigned', { assigned, quantity }),
        open: t('licenses.openRow', { product: product.name }),
        data: { product: product.id },
      })),
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

const exportAllButton = (t: Localizer['t']): Button => ({
  title: t('commands.export-users.title'),
  verb: 'export-users',
  data: { all: true },
});
