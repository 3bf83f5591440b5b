import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import type { Line } from '../../../cards/kit/text-card.ts';
import { requestForm, requestReceipt } from '../../../cards/requests/license-request.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { Product } from '../../../services/commerce/api/types.ts';
import { mayRequestInstead, plainText } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { which } from '../../conversation/naming/chooser.ts';
import { isSettled, type NamedPeople, peopleArgs, peopleNamed } from '../../conversation/naming/named-people.ts';
import { productNamed } from '../../conversation/naming/named-product.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

const args = z.strictObject({
  product: productText.optional(),
  ...peopleArgs,
  message: plainText(5000).optional(),
});
type RequestLicenseContext = WithArgs<typeof args>;

export const requestLicense = defineChange({
  name: 'request-license',
  allow: 'request-license',
  topic: 'people',
  ofSelf: true,
  args,
  async ask(context) {
    const { args, localizer } = context;
    const product = await requestableProduct(context);
    const form = { product, list: await peopleRequestedFor(context), message: args.message ?? '' };
    const send: Button = { title: localizer.t('request.send'), verb: 'request-license', data: { product: product.id } };
    return requestForm(form, [confirmButton(send), closeButton(localizer)], localizer);
  },
  async act(context, confirmed) {
    const { actor, args, commerce, localizer } = context;
    const product = await productRequested(context);
    const list = await peopleRequestedFor(context);
    if (!isSettled(list)) refuse({ code: 'not-assignable-people', problems: list.problems });
    const { people } = list;
    const message = args.message ?? '';
    const asking = { productId: product.id, forUserIds: people.map(({ id }) => id), message };
    await commerce.requestLicense(actor, asking, confirmed);
    const next = commandButtons(['my-requests', 'help'], localizer);
    return requestReceipt({ product, people, message: message.trim() }, next, localizer);
  },
});

const productRequested = (context: RequestLicenseContext): Promise<Product> => {
  const { product, people } = context.args;
  if (!product) return whichProduct(context);
  return productNamed(context, product, { verb: 'request-license', data: { people } });
};

/** What the policy alone keeps the person from buying; the service has the last word. */
const requestableProduct = async (context: RequestLicenseContext): Promise<Product> => {
  const product = await productRequested(context);
  const found = (await context.commerce.listBuyable(context.actor)).find((each) => each.product.id === product.id);
  if (found?.kinds.includes('purchase')) refuse({ code: 'can-buy', product: product.id });
  if (found?.rule && !mayRequestInstead(found.rule))
    refuse({ code: 'cannot-buy', rule: found.rule, product: product.id });
  return product;
};

const whichProduct = async ({
  actor,
  args: { people },
  commerce,
  localizer: { t },
}: RequestLicenseContext): Promise<never> => {
  const all = await commerce.listBuyable(actor);
  const blocked = all.filter(({ kinds, rule }) => !kinds.includes('purchase') && (!rule || mayRequestInstead(rule)));
  if (blocked.length === 0) throw new Refusal({ code: 'nothing-to-request' });
  const lines = blocked.map(
    ({ product }): Line => ({
      title: product.name,
      text: t('request.line'),
      verb: 'request-license',
      data: { people, product: product.id },
    }),
  );
  throw which(lines);
};

/** For the person alone where nobody is named. */
const peopleRequestedFor = async (context: RequestLicenseContext): Promise<NamedPeople> => {
  const list = await peopleNamed(context, context.args);
  const isEmpty = list.people.length + list.ambiguous.length + list.problems.length === 0;
  return isEmpty ? { ...list, people: [context.person] } : list;
};
