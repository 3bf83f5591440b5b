import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { defineCommand } from '../../conversation/command.ts';

export const language = defineCommand({
  name: 'language',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  effect: 'acts',
  args: z.strictObject({ language: z.enum(LANGUAGES).optional() }),
  async run({ home, args, preferences, localizer, localizerIn }) {
    const choices: Button[] = [
      { title: localizer.t('buttons.english'), verb: 'language', data: { language: 'en' } },
      { title: localizer.t('buttons.swedish'), verb: 'language', data: { language: 'sv' } },
    ];
    if (!args.language) return textCard({ title: localizer.t('language.choose') }, choices);
    await preferences.setLanguage(home, args.language);
    const { t } = localizerIn(args.language);
    return textCard({ title: t('language.title') }, [{ title: t('commands.help.title'), verb: 'help' }]);
  },
});
