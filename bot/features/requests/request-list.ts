import { z } from 'zod';
import type { Button, Card } from '../../../cards/kit/card.ts';
import { type RequestVerdict, requestsCard } from '../../../cards/requests/license-requests.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { Page } from '../../../services/commerce/api/views.ts';
import type { RequestSlice } from '../../../services/commerce/store/requests.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { PAGE_LENGTH } from '../../conversation/paging.ts';

const cursor = z.string().max(100).optional();

/** The cursors of a list of requests: ids. */
export const requestCursors = { after: cursor, before: cursor };
type Cursors = { readonly [Name in keyof typeof requestCursors]?: string | undefined };

/** The page of requests that the cursors mean; `after` wins. */
export const sliceOf = ({ after, before }: Cursors): RequestSlice => ({
  limit: PAGE_LENGTH,
  ...(after ? { after } : before ? { before } : {}),
});

/** Buttons that turn the page of a list of requests. */
export const turnRequests = (verb: string, { before, after }: Page<unknown, string>, { t }: Localizer) => [
  ...(before ? [{ title: t('buttons.previous'), verb, data: { before } }] : []),
  ...(after ? [{ title: t('buttons.next'), verb, data: { after } }] : []),
];

interface Filled extends Cursors {
  readonly verdicts?: Readonly<Record<string, RequestVerdict>>;
  readonly message?: string | undefined;
}

/** The requests that wait for a decision, with what has been chosen on the card so far. */
export const pendingRequests = async (
  { actor, commerce, localizer }: CommandContext,
  { verdicts = {}, message = '', ...cursors }: Filled,
): Promise<Card> => {
  const page = await commerce.listRequests(actor, 'pending', sliceOf(cursors));
  const { after, before } = cursors;
  const save = { title: localizer.t('requests.save'), verb: 'decide-requests', data: { after, before } };
  const buttons: Button[] = [
    ...(page.total > 0 ? [confirmButton(save)] : []),
    ...turnRequests('requests', page, localizer),
    ...commandButtons(['help'], localizer),
  ];
  return requestsCard({ page, verdicts, message }, buttons, localizer);
};
