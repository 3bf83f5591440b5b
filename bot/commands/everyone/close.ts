import { z } from 'zod';
import { sheet } from '../../../cards/sheet.ts';
import { defineCommand } from '../../command.ts';

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
