import { z } from 'zod';
import { sheet } from '../../../cards/kit/text-card.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { defineCommand } from '../../conversation/command.ts';

export const language = defineCommand({
  name: 'language',
  allow: 'anyone',
  topic: 'settings',
  args: z.strictObject({ language: z.enum(LANGUAGES).optional() }),
  async run({ home, args, preferences, speech, speechIn }) {
    const choices = [
      { title: speech.t('buttons.english'), verb: 'language', data: { language: 'en' } },
      { title: speech.t('buttons.swedish'), verb: 'language', data: { language: 'sv' } },
    ];
    if (!args.language) return sheet({ title: speech.t('language.choose') }, choices);
    await preferences.setLanguage(home, args.language);
    const { t } = speechIn(args.language);
    return sheet({ title: t('language.title') }, [{ title: t('commands.help.title'), verb: 'help' }]);
  },
});
