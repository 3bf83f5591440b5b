import { requestField } from '../../../cards/requests/license-requests.ts';
import { requestDecided, requestMade } from '../../../cards/requests/notices.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { type NoticeRenderer, type NoticeRenderers, personName } from '../notices/notice-content.ts';

const renderRequest: NoticeRenderer<'request-made'> = async (context, { request: id }) => {
  const { actor, commerce, localizer, shared } = context;
  const summary = await commerce.getRequest(actor, id);
  if (summary.request.status !== 'pending') return undefined;
  const decide = (title: string, verdict: 'approved' | 'denied') =>
    confirmButton({ title, verb: 'decide-requests', data: { [requestField(id)]: verdict } });
  return {
    textCard: requestMade({ summary, name: personName(context, summary.requester), shared }, localizer),
    buttons: [
      decide(localizer.t('notices.approve'), 'approved'),
      decide(localizer.t('notices.reject'), 'denied'),
      ...commandButtons(['requests'], localizer),
    ],
    sentence: localizer.t('mail.sentences.requests'),
  };
};

const renderDecision: NoticeRenderer<'request-decided'> = async ({ actor, commerce, localizer }, { request: id }) => {
  const summary = await commerce.getRequest(actor, id);
  const isOwn = summary.request.requesterId === actor.userId;
  return {
    textCard: requestDecided(summary, localizer),
    buttons: commandButtons(isOwn ? ['my-requests', 'my-licenses'] : ['my-licenses'], localizer),
    sentence: localizer.t('mail.sentences.myRequests'),
  };
};

/** License requests, for those who decide them and those they are for. */
export const requestNotices = {
  'request-made': renderRequest,
  'request-decided': renderDecision,
} satisfies Partial<NoticeRenderers>;
