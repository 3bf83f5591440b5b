import { z } from 'zod';
import { withdrawalQuestion, withdrawalReceipt } from '../../../cards/requests/license-request.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { RequestSummary } from '../../../services/commerce/api/requests.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { which } from '../../conversation/naming/chooser.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { requestLine } from './request-list.ts';

const args = z.strictObject({ request: idText().optional(), product: productText.optional() });
type WithdrawContext = WithArgs<typeof args>;

/** Takes back a request of one's own that nobody has decided yet. */
export const withdrawRequest = defineChange({
  name: 'withdraw-request',
  allow: 'request-license',
  topic: 'people',
  args,
  async ask(context) {
    const { localizer } = context;
    const summary = await requestMeant(context);
    const title = localizer.t('commands.withdraw-request.title');
    const data = { request: summary.request.id };
    const buttons = [confirmButton({ title, verb: 'withdraw-request', data }), closeButton(localizer)];
    return withdrawalQuestion(summary, buttons, localizer);
  },
  async act({ actor, args, commerce, localizer }, confirmed) {
    const id = args.request ?? refuse({ code: 'nothing-asked' });
    const summary = await commerce.getRequest(actor, id);
    await commerce.withdrawRequest(actor, id, confirmed);
    return withdrawalReceipt(summary, commandButtons(['my-requests', 'help'], localizer), localizer);
  },
});

/** Own requests that are looked through; those that wait are among the newest. */
const LOOKED_THROUGH = 100;

/**
 * The one that is named, or the only one that waits.
 * @throws {Refusal} `which` where several can be meant, `no-waiting-request` where none can
 */
const requestMeant = async (context: WithdrawContext): Promise<RequestSummary> => {
  const { actor, args, commerce, localizer } = context;
  const { items } = await commerce.listOwnRequests(actor, { limit: LOOKED_THROUGH });
  const named = items.find(({ request }) => request.id === args.request);
  if (named?.request.status === 'pending') return named;
  if (args.request) return refuseRequest(args.request, named);
  const products = args.product ? (await commerce.findProducts(actor, args.product)).map(({ id }) => id) : undefined;
  const meant = items.filter(
    ({ request }) => request.status === 'pending' && (!products || products.includes(request.productId)),
  );
  const [first, another] = meant;
  if (first && !another) return first;
  if (!first) throw new Refusal({ code: 'no-waiting-request' });
  throw which(meant.map((each) => requestLine(each, { verb: 'withdraw-request' }, localizer)));
};

const refuseRequest = (wanted: string, found: RequestSummary | undefined): never => {
  if (!found) return refuse({ code: 'no-such-request', wanted });
  const code = found.request.status === 'withdrawn' ? 'request-withdrawn' : 'already-decided';
  return refuse({ code, requests: [found.request] });
};
