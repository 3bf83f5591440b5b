import type { Button, Card } from '../../../cards/kit/card.ts';
import type { Line } from '../../../cards/kit/text-card.ts';
import { type RequestVerdict, requestsCard } from '../../../cards/requests/license-requests.ts';
import { forWhom } from '../../../cards/requests/request-words.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { RequestSlice, RequestSummary } from '../../../services/commerce/api/requests.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import type { Again } from '../../conversation/naming/chooser.ts';
import { type Cursors, cursorButtons, cursorOf, PAGE_LENGTH } from '../../conversation/paging.ts';

const cursor = idText().optional();

/** The cursors of a list of requests: ids. */
export const requestCursors = { after: cursor, before: cursor };

/** The page of requests that the cursors mean; `after` wins. */
export const requestSlice = (cursors: Cursors<string>): RequestSlice => ({ limit: PAGE_LENGTH, ...cursorOf(cursors) });

interface FilledRequests extends Cursors<string> {
  readonly verdicts?: Readonly<Record<string, RequestVerdict>>;
  readonly message?: string | undefined;
}

/** The requests that wait for a decision, with what has been chosen on the card so far. */
export const pendingRequests = async (
  { actor, commerce, localizer }: CommandContext,
  { verdicts = {}, message = '', ...cursors }: FilledRequests,
): Promise<Card> => {
  const page = await commerce.listRequests(actor, 'pending', requestSlice(cursors));
  const { after, before } = cursors;
  const save: Button = { title: localizer.t('requests.save'), verb: 'decide-requests', data: { after, before } };
  const buttons: Button[] = [
    ...(page.total > 0 ? [confirmButton(save)] : []),
    ...cursorButtons('requests', page, localizer),
    ...commandButtons(['help'], localizer),
  ];
  return requestsCard({ page, verdicts, message }, buttons, localizer);
};

/** A request as a line to press. */
export const requestLine = (summary: RequestSummary, { verb, data }: Again, localizer: Localizer): Line => ({
  title: summary.product.name,
  text: [
    forWhom(summary, localizer),
    localizer.t('request.sentOn', { date: localizer.date(summary.request.requestedAt) }),
  ].join(' · '),
  verb,
  data: { ...data, request: summary.request.id },
});
