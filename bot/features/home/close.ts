import { z } from 'zod';
import { sheet } from '../../../cards/kit/text-card.ts';
import { defineCommand } from '../../conversation/command.ts';

export const close = defineCommand({
  name: 'close',
  allow: 'anyone',
  topic: 'settings',
  args: z.strictObject({}),
  open: true,
  run: ({ speech }) =>
    sheet({ title: speech.t('close.title'), text: [speech.t('close.text')] }, [
      { title: speech.t('commands.help.title'), verb: 'help' },
    ]),
});
