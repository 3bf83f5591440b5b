import { limitReached } from '../../../cards/notices/limits.ts';
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

/** Limits of the bot that were reached, for admins. */
export const limitNotices = { 'limit-reached': renderLimit } satisfies Partial<NoticeRenderers>;
