import type { Button } from '../../../cards/kit/card.ts';
import { licenseGained, licenseLost, licenseMoved } from '../../../cards/licenses/notices.ts';
import type { Product, ProductId } from '../../../services/commerce/api/types.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { Reading, Teller } from '../notices/notice-content.ts';

/** Refuses `no-such-product` where the catalogue does not have it any more. */
const productWith = async ({ actor, commerce }: Reading, id: ProductId): Promise<Product | undefined> =>
  (await commerce.findProducts(actor, id)).find((product) => product.id === id);

export const tellGained: Teller<'license-gained'> = async (reading, notice) => {
  const product = await productWith(reading, notice.product);
  return (
    product && {
      textCard: licenseGained(product.name, reading.localizer),
      buttons: commandButtons(['my-licenses'], reading.localizer),
    }
  );
};

export const tellLost: Teller<'license-lost'> = async (reading, { product: id, cause }) => {
  const product = await productWith(reading, id);
  if (!product) return undefined;
  const { t } = reading.localizer;
  const request: Button = {
    title: t('commands.request-license.title'),
    verb: 'request-license',
    data: { product: id },
  };
  return {
    textCard: licenseLost({ product: product.name, cause }, reading.localizer),
    buttons: [...commandButtons(['my-licenses'], reading.localizer), ...(cause === 'moved' ? [] : [request])],
  };
};

export const tellMoved: Teller<'license-moved'> = async (reading, notice) => {
  const [product, target] = await Promise.all([
    productWith(reading, notice.product),
    productWith(reading, notice.targetProduct),
  ]);
  if (!product || !target) return undefined;
  return {
    textCard: licenseMoved({ product: product.name, target: target.name }, reading.localizer),
    buttons: commandButtons(['my-licenses'], reading.localizer),
  };
};
