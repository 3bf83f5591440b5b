import { z } from 'zod';
import { kindsOf } from '../../../services/notices/kinds.ts';
import { NOTICE_TOPICS, topicsFor } from '../../../services/notices/topics.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { notificationSettings } from './notifications.ts';

const args = z.strictObject({
  topic: z.enum(NOTICE_TOPICS),
  /** What it is to be from now on. */
  on: z.boolean(),
});

export const setNotification = defineCommand({
  name: 'set-notification',
  allow: 'anyone',
  effect: 'acts',
  anyTenant: true,
  args,
  async run(context) {
    if (!topicsFor(context.home).includes(context.args.topic)) throw new Refusal({ code: 'stale-card' });
    await saveTopic(context);
    return notificationSettings(context, { saved: true });
  },
});

const saveTopic = async ({ home, preferences, args: { topic, on } }: WithArgs<typeof args>): Promise<void> => {
  if (topic === 'digest') return preferences.setDigest(home, on);
  for (const kind of kindsOf(topic)) await (on ? preferences.unmute(home, kind) : preferences.mute(home, kind));
};
