import { z } from 'zod';
import { textCard } from '../../../cards/kit/text-card.ts';
import { defineCommand } from '../../conversation/command.ts';

export const close = defineCommand({
  name: 'close',
  allow: 'anyone',
  topic: 'settings',
  args: z.strictObject({}),
  open: true,
  run: ({ localizer }) =>
    textCard({ title: localizer.t('close.title'), text: [localizer.t('close.text')] }, [
      { title: localizer.t('commands.help.title'), verb: 'help' },
    ]),
});
