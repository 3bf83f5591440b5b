import { requestDecided, requestMade } from '../../../cards/requests/notices.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton } from '../../conversation/confirmed-command.ts';
import { personName, type Teller } from '../notices/notice-content.ts';

export const tellRequest: Teller<'request-made'> = async (reading, { request: id }) => {
  const { actor, commerce, localizer, shared } = reading;
  const summary = await commerce.getRequest(actor, id);
  if (summary.request.status !== 'pending') return undefined;
  const decide = (title: string, verdict: 'approved' | 'denied') =>
    confirmButton({ title, verb: 'decide-requests', data: { [`request:${id}`]: verdict } });
  return {
    textCard: requestMade({ summary, name: personName(reading, summary.requester), shared }, localizer),
    buttons: [
      decide(localizer.t('told.approve'), 'approved'),
      decide(localizer.t('told.reject'), 'denied'),
      ...commandButtons(['requests'], localizer),
    ],
    say: localizer.t('mail.say.requests'),
  };
};

export const tellDecision: Teller<'request-decided'> = async ({ actor, commerce, localizer }, { request: id }) => {
  const summary = await commerce.getRequest(actor, id);
  const isOwn = summary.request.requesterId === actor.userId;
  return {
    textCard: requestDecided(summary, localizer),
    buttons: commandButtons(isOwn ? ['my-requests', 'my-licenses'] : ['my-licenses'], localizer),
    say: localizer.t('mail.say.myRequests'),
  };
};
