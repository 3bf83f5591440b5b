import { z } from 'zod';
import { menu } from '../../../cards/menu.ts';
import { defineCommand } from '../../command.ts';
import { menuLine } from '../../menu-line.ts';
import { allows } from '../../permission.ts';

export const help = defineCommand({
  name: 'help',
  allow: 'anyone',
  args: z.strictObject({}),
  open: true,
  run({ actor, person, commands, speech }) {
    const { t } = speech;
    const [firstName = person.displayName] = person.displayName.split(' ');
    return menu({
      title: t('help.title', { name: firstName }),
      intro: t('help.intro'),
      lines: commands
        .filter((command) => command.name !== 'help' && allows(actor, command))
        .map((c) => menuLine(c, speech)),
      footer: t('help.footer'),
      fallback: t('help.fallback'),
    });
  },
});
