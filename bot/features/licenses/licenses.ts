import { z } from 'zod';
import { type Button, present } from '../../../cards/kit/card.ts';
import { licenseList } from '../../../cards/licenses/license-list.ts';
import { productLicenses } from '../../../cards/licenses/product-licenses.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { ProductLicenses } from '../../../services/commerce/api/licenses.ts';
import type { Page } from '../../../services/commerce/api/subscriptions.ts';
import type { Product } from '../../../services/commerce/api/types.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { productNamed } from '../../conversation/naming/named-product.ts';
import { cursorArgs, cursorButtons, cursorOf, PAGE_LENGTH } from '../../conversation/paging.ts';

const args = z.strictObject({
  /** Without it, every product. */
  product: productText.optional(),
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
    if (args.product === undefined) return licenseList(await commerce.listLicensesByProduct(actor), localizer);
    return licensesOfProduct(context, await productNamed(context, args.product, { verb: 'licenses' }));
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
