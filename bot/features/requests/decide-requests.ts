import { z } from 'zod';
import type { Line } from '../../../cards/kit/text-card.ts';
import { decisionReceipt, requestOfField, VERDICTS } from '../../../cards/requests/license-requests.ts';
import type { RequestSummary } from '../../../services/commerce/api/requests.ts';
import { plainText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { defineChange } from '../../conversation/confirmed-command.ts';
import { idsOf } from '../../conversation/naming/named-people.ts';
import { pendingRequests, requestCursors } from './request-list.ts';

/** A field of the card is named by the request that it decides. */
const args = z.object({ ...requestCursors, message: plainText(5000).optional() }).catchall(z.enum(VERDICTS));
type Args = z.infer<typeof args>;

export const decideRequests = defineChange({
  name: 'decide-requests',
  allow: 'decide-requests',
  args,
  ask: (context) => pendingRequests(context, { ...context.args, verdicts: verdictsOf(context.args) }),
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

const verdictsOf = ({ after: _, before: __, message: ___, ...fields }: Args) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, verdict]) => {
      const request = requestOfField(field);
      return request === undefined ? [] : [[request, verdict]];
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
