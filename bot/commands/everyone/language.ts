import { z } from 'zod';
import { message } from '../../../cards/message.ts';
import { LANGUAGES } from '../../../locales/index.ts';
import { defineCommand } from '../../command.ts';

export const language = defineCommand({
  name: 'language',
  allow: 'anyone',
  args: z.strictObject({ language: z.enum(LANGUAGES).optional() }),
  async run({ actor, args, preferences, speech, speechIn }) {
    const choices = [
      { title: speech.t('buttons.english'), verb: 'language', data: { language: 'en' } },
      { title: speech.t('buttons.swedish'), verb: 'language', data: { language: 'sv' } },
    ];
    if (!args.language) return message({ title: speech.t('language.choose') }, choices);
    await preferences.setLanguage(actor, args.language);
    const { t } = speechIn(args.language);
    return message({ title: t('language.title') }, [{ title: t('commands.help.title'), verb: 'help' }]);
  },
});
