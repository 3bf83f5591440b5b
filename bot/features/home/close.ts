import { z } from 'zod';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import { defineCommand } from '../../conversation/command.ts';

const closedCard = ({ t }: Localizer) =>
  textCard({ title: t('close.title'), text: [t('close.text')] }, [{ title: t('commands.help.title'), verb: 'help' }]);

export const close = defineCommand({
  name: 'close',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  args: z.strictObject({}),
  inPublic: closedCard,
  run: ({ localizer }) => closedCard(localizer),
});
