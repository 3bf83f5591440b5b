import type { Button } from '../../../cards/kit/card.ts';
import { licenseGained, licenseLost, licenseMoved } from '../../../cards/licenses/notices.ts';
import type { Product, ProductId } from '../../../services/commerce/api/types.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { NoticeContext, NoticeRenderer, NoticeRenderers } from '../notices/notice-content.ts';

/** Refuses `no-such-product` where the catalogue does not have it any more. */
const productWith = async ({ actor, commerce }: NoticeContext, id: ProductId): Promise<Product | undefined> =>
  (await commerce.findProducts(actor, id)).find((product) => product.id === id);

const renderLicenseGained: NoticeRenderer<'license-gained'> = async (context, notice) => {
  const product = await productWith(context, notice.product);
  return (
    product && {
      textCard: licenseGained(product.name, context.localizer),
      buttons: commandButtons(['my-licenses'], context.localizer),
    }
  );
};

const renderLicenseLost: NoticeRenderer<'license-lost'> = async (context, { product: id, cause }) => {
  const product = await productWith(context, id);
  if (!product) return undefined;
  const { t } = context.localizer;
  const request: Button = {
    title: t('commands.request-license.title'),
    verb: 'request-license',
    data: { product: id },
  };
  return {
    textCard: licenseLost({ product: product.name, cause }, context.localizer),
    buttons: [...commandButtons(['my-licenses'], context.localizer), ...(cause === 'moved' ? [] : [request])],
  };
};

const renderLicenseMoved: NoticeRenderer<'license-moved'> = async (context, notice) => {
  const [product, target] = await Promise.all([
    productWith(context, notice.product),
    productWith(context, notice.targetProduct),
  ]);
  if (!product || !target) return undefined;
  return {
    textCard: licenseMoved({ product: product.name, target: target.name }, context.localizer),
    buttons: commandButtons(['my-licenses'], context.localizer),
  };
};

/** Licenses, for those who get or lose them. */
export const licenseNotices = {
  'license-gained': renderLicenseGained,
  'license-lost': renderLicenseLost,
  'license-moved': renderLicenseMoved,
} satisfies Partial<NoticeRenderers>;
