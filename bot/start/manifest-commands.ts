import { localizerFor } from '../../locales/index.ts';
import type { ManifestCommand } from '../../manifest/menu.ts';
import { spokenCommands } from '../conversation/command.ts';
import { commandTexts } from '../conversation/command-texts.ts';
import { commands } from '../features/index.ts';

const [english, swedish] = [localizerFor(['en']), localizerFor(['sv'])];

/** The client's command menu: the commands chosen for it, which can be asked for in one go, in both languages. */
export const manifestCommands = (): ManifestCommand[] =>
  spokenCommands(commands)
    .filter(({ inMenu }) => inMenu)
    .map(({ name }) => {
      const [en, sv] = [commandTexts(name, english), commandTexts(name, swedish)];
      return {
        title: { en: en.title, sv: sv.title },
        description: { en: en.summary, sv: sv.summary },
        scopes: ['personal', 'team', 'groupChat'],
      };
    });
