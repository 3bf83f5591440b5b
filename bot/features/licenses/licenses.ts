import { z } from 'zod';
import { type Button, present } from '../../../cards/kit/card.ts';
import { licenseList } from '../../../cards/licenses/license-list.ts';
import { productLicenses } from '../../../cards/licenses/product-licenses.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { ProductLicenses } from '../../../services/commerce/api/licenses.ts';
import type { Page } from '../../../services/commerce/api/subscriptions.ts';
import type { Product } from '../../../services/commerce/api/types.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { productTexts } from '../../conversation/naming/arguments.ts';
import { productsFitting } from '../../conversation/naming/named-product.ts';
import { cursorArgs, cursorButtons, cursorOf, PAGE_LENGTH } from '../../conversation/paging.ts';

const args = z.strictObject({
  /** Without it, every product. */
  product: productTexts.optional(),
  ...cursorArgs,
});
type LicensesContext = WithArgs<typeof args>;

export const licenses = defineCommand({
  name: 'licenses',
  allow: 'see-purchases',
  topic: 'overview',
  inMenu: true,
  args,
  async run(context) {
    const { actor, args, commerce, localizer } = context;
    const products = args.product === undefined ? undefined : await productsFitting(context, args.product);
    if (products?.[0] && products.length === 1) return licensesOfProduct(context, products[0]);
    const all = await commerce.listLicensesByProduct(actor);
    const [only, ...others] = all.filter(({ product }) => !products || products.some(({ id }) => id === product.id));
    if (products && only && others.length === 0) return licensesOfProduct(context, only.product);
    return licenseList(only ? [only, ...others] : [], localizer);
  },
});

const licensesOfProduct = async ({ actor, args: cursors, commerce, localizer }: LicensesContext, product: Product) => {
  const slice = { limit: PAGE_LENGTH, ...cursorOf(cursors) };
  const { licenses, holders } = await commerce.getProductLicenses(actor, product.id, slice);
  return productLicenses(licenses, holders, productLicensesButtons(licenses, holders, localizer), localizer);
};

const productLicensesButtons = (
  { product: { id: product }, assigned }: ProductLicenses,
  page: Page<unknown, string>,
  localizer: Localizer,
): Button[] =>
  present<Button>([
    ...cursorButtons('licenses', page, localizer, { product }),
    assigned > 0 && { title: localizer.t('commands.export-users.title'), verb: 'export-users', data: { product } },
    { title: localizer.t('buttons.back'), verb: 'licenses' },
  ]);
