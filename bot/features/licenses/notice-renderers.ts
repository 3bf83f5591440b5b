import type { Button } from '../../../cards/kit/card.ts';
import { licenseFromOrganization, licenseGained, licenseLost, licenseMoved } from '../../../cards/licenses/notices.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import type { Product, ProductId, SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { NoticeContent, NoticeContext, NoticeRenderer, NoticeRenderers } from '../notices/notice-content.ts';

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

const renderLicenseLost: NoticeRenderer<'license-lost'> = async (context, notice) => {
  const { product: id, cause } = notice;
  const product = await productWith(context, id);
  if (!product || (cause !== 'ended' && (await isOwnPurchase(context, notice.subscription)))) return undefined;
  const through = await context.commerce.hasProduct(context.actor, id);
  if (through) return through === 'central' && cause !== 'unassigned' ? stillHas(context, product) : undefined;
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

/** The purchaser is told what became of the subscription, which says it all. */
const isOwnPurchase = async ({ actor, commerce }: NoticeContext, ref: SubscriptionRef): Promise<boolean> => {
  try {
    return (await commerce.getSubscription(actor, ref)).subscription.purchaserId === actor.userId;
  } catch (error) {
    refusalReason(error, 'no-such-subscription');
    return false;
  }
};

const stillHas = ({ localizer }: NoticeContext, { name }: Product): NoticeContent => ({
  textCard: licenseFromOrganization(name, localizer),
  buttons: commandButtons(['my-licenses'], localizer),
});

const renderLicenseMoved: NoticeRenderer<'license-moved'> = async (context, notice) => {
  const { subscription, target: other } = notice;
  if ((await isOwnPurchase(context, subscription)) || (await isOwnPurchase(context, other))) return undefined;
  const [product, target] = await Promise.all([
    productWith(context, notice.product),
    productWith(context, notice.targetProduct),
  ]);
  if (!product || !target) return undefined;
  const isMore = product.id !== target.id && (await context.commerce.hasProduct(context.actor, product.id)) !== null;
  return {
    textCard: isMore
      ? licenseGained(target.name, context.localizer)
      : licenseMoved({ product: product.name, target: target.name }, context.localizer),
    buttons: commandButtons(['my-licenses'], context.localizer),
  };
};

/** Licenses, for those who get or lose them. */
export const licenseNotices = {
  'license-gained': renderLicenseGained,
  'license-lost': renderLicenseLost,
  'license-moved': renderLicenseMoved,
} satisfies Partial<NoticeRenderers>;
