import { z } from 'zod';
import type { Line } from '../../../cards/kit/text-card.ts';
import {
  decisionQuestion,
  decisionReceipt,
  type RequestVerdict,
  requestField,
  requestOfField,
  VERDICTS,
} from '../../../cards/requests/license-requests.ts';
import type { RequestSummary } from '../../../services/commerce/api/requests.ts';
import { plainText } from '../../../services/commerce/index.ts';
import type { CommandContext, WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { idsOf } from '../../conversation/naming/named-people.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { namedRequestArgs, namesRequests, waitingRequests } from './named-requests.ts';
import { pendingRequests, requestCursors } from './request-list.ts';

/** Besides these, a field of the card is named by the request that it decides. */
const args = z
  .object({
    ...requestCursors,
    ...namedRequestArgs,
    decision: z.enum(['approved', 'denied']).optional(),
    message: plainText(5000).optional(),
  })
  .catchall(z.enum(VERDICTS));
type Args = z.infer<typeof args>;
type DecideContext = WithArgs<typeof args>;

/** A sentence leads to a card that names each request that it means; the card, or the list of all, decides. */
export const decideRequests = defineChange({
  name: 'decide-requests',
  allow: 'decide-requests',
  topic: 'people',
  args,
  ask: (context) => (context.args.decision ? askAboutNamed(context) : listWithVerdicts(context)),
  async act(context, confirmed) {
    const { actor, args, commerce, localizer } = context;
    const decisions = decisionsOf(args);
    const requests = await Promise.all(decisions.map(({ request }) => commerce.getRequest(actor, request)));
    await commerce.decideRequests(actor, decisions, confirmed);
    const decided = (decision: string) => requests.filter((_, i) => decisions[i]?.decision === decision);
    const approved = decided('approved');
    const outcome = { approved, denied: decided('denied'), next: approved.map((each) => assignLine(each, context)) };
    return decisionReceipt(outcome, commandButtons(['requests', 'help'], localizer), localizer);
  },
});

const listWithVerdicts = (context: DecideContext) => {
  const { after, before, message } = context.args;
  return pendingRequests(context, { after, before, message, verdicts: verdictsOf(context.args) });
};

/** Requests on one card, all of them with their words. */
const MOST_ASKED = 20;

/** Where no request is named, the only one that waits is meant; of several the list asks. */
const askAboutNamed = async (context: DecideContext) => {
  const { args, localizer } = context;
  const { decision = 'approved', message = '' } = args;
  const waiting = await waitingRequests(context, args);
  if (waiting.length === 0) throw new Refusal({ code: 'no-waiting-request' });
  if (waiting.length > 1 && !namesRequests(args)) return listWithVerdicts(context);
  const requests = waiting.slice(0, MOST_ASKED);
  const data = Object.fromEntries(requests.map(({ request }) => [requestField(request.id), decision]));
  const title = localizer.t(`requests.verdict.${decision}`);
  return decisionQuestion(
    { requests, decision, message, more: waiting.length - requests.length },
    [
      confirmButton({ title, verb: 'decide-requests', data }),
      ...commandButtons(['requests'], localizer),
      closeButton(localizer),
    ],
    localizer,
  );
};

const verdictsOf = (args: Args): Record<string, RequestVerdict> =>
  Object.fromEntries(
    Object.entries(args).flatMap(([field, verdict]) => {
      const request = requestOfField(field);
      return request === undefined ? [] : [[request, verdict as RequestVerdict]];
    }),
  );

const decisionsOf = (args: Args) =>
  Object.entries(verdictsOf(args)).flatMap(([request, decision]) =>
    decision === 'later' ? [] : [{ request, decision, message: args.message ?? '' }],
  );

/** Approving gives nobody a license; this line leads there. */
const assignLine = ({ product, forPeople }: RequestSummary, { localizer: { t } }: CommandContext): Line => ({
  title: t('requests.assign', { product: product.name }),
  text: forPeople.map(({ displayName }) => displayName).join(', '),
  verb: 'assign',
  data: { product: product.id, people: idsOf(forPeople) },
});
