import { limitReached } from '../../../cards/notices/limits.ts';
import { timeStepped } from '../../../cards/notices/time.ts';
import { may } from '../../../services/commerce/index.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import type { NoticeRenderer, NoticeRenderers } from './notice-content.ts';

const renderLimit: NoticeRenderer<'limit-reached'> = async (context, { by, limit, at }) => {
  const { actor, commerce, localizer, shared } = context;
  const [found] = shared ? [] : (await commerce.findNamedPeople(actor, [by])).found;
  const name = found?.person.displayName ?? localizer.t('notices.somebody');
  return {
    textCard: limitReached({ name, limit, at }, localizer),
    buttons: commandButtons([may(actor, 'read-security-log') ? 'security-log' : 'notifications'], localizer),
  };
};

const renderStep: NoticeRenderer<'time-stepped'> = async ({ localizer }, step) => ({
  textCard: timeStepped(step, localizer),
  buttons: commandButtons(['subscriptions', 'notifications'], localizer),
});

/** What the bot has met while it worked, for admins. */
export const workNotices = {
  'limit-reached': renderLimit,
  'time-stepped': renderStep,
} satisfies Partial<NoticeRenderers>;
