import { z } from 'zod';
import type { Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import { may } from '../../../services/commerce/index.ts';
import type { NoticePreferences } from '../../../services/conversations/preferences.ts';
import { kindsOf } from '../../../services/notices/kinds.ts';
import { type NoticeTopic, topicsFor } from '../../../services/notices/topics.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';

export const notifications = defineCommand({
  name: 'notifications',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  args: z.strictObject({}),
  run: (context) => notificationSettings(context, { saved: false }),
});

/** What the person gets notices of, at home: a partner's customers have their own admins. */
export const notificationSettings = async (
  { home, preferences, localizer }: CommandContext,
  { saved }: { readonly saved: boolean },
): Promise<Card> => {
  const { t } = localizer;
  const chosen = await preferences.getNoticePreferences(home);
  const sees = may(home, 'read-audit') ? (['notices'] as const) : [];
  return textCard(
    {
      title: t('notifications.title'),
      status: saved ? { text: t('notifications.saved'), tone: 'Good' as const } : undefined,
      text: [t('notifications.intro'), t('notifications.language')],
      lines: topicsFor(home).map((topic) => {
        const on = isOn(topic, chosen);
        return {
          title: t(`notifications.topics.${topic}`),
          text: on ? t('notifications.turnOff') : t('notifications.turnOn'),
          verb: 'set-notification',
          data: { topic, on: !on },
        };
      }),
    },
    commandButtons(['language', ...sees, 'help'], localizer),
  );
};

/** Whether somebody gets notices of it. The digest is sent only to those who asked for it. */
const isOn = (topic: NoticeTopic, { muted, digest }: NoticePreferences): boolean =>
  topic === 'digest' ? digest : kindsOf(topic).some((kind) => !muted.has(kind));
