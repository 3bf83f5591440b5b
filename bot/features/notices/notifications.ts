import { z } from 'zod';
import { textCard } from '../../../cards/kit/text-card.ts';
import { may } from '../../../services/commerce/index.ts';
import type { NoticePreferences } from '../../../services/conversations/preferences.ts';
import { kindsOf } from '../../../services/notices/kinds.ts';
import { NOTICE_TOPICS, type NoticeTopic, topicsFor } from '../../../services/notices/topics.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';

const args = z.strictObject({
  topic: z.enum(NOTICE_TOPICS).optional(),
  /** What it is to be from now on. */
  on: z.boolean().optional(),
});
type NotificationsContext = WithArgs<typeof args>;

export const notifications = defineCommand({
  name: 'notifications',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  args,
  async run(context) {
    const { topic, on } = context.args;
    if (topic === undefined || on === undefined) return notificationSettings(context, false);
    if (!topicsFor(context.home).includes(topic)) throw new Refusal({ code: 'stale-card' });
    await saveTopic(context, topic, on);
    return notificationSettings(context, true);
  },
});

const saveTopic = async (
  { home, preferences }: NotificationsContext,
  topic: NoticeTopic,
  on: boolean,
): Promise<void> => {
  if (topic === 'digest') return preferences.setDigest(home, on);
  for (const kind of kindsOf(topic)) await (on ? preferences.unmute(home, kind) : preferences.mute(home, kind));
};

/** What the person gets notices of, at home: a partner's customers have their own admins. */
const notificationSettings = async ({ home, preferences, localizer }: NotificationsContext, saved: boolean) => {
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
          verb: 'notifications',
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
