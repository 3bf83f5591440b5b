import type { Localizer } from '../../locales/index.ts';
import { type ButtonData, type Card, defineCard, plain } from './card.ts';
import template from './private-view.json' with { type: 'json' };

interface PrivateViewData {
  /** Whose answer it is. */
  readonly name: string;
  /** Channel ids (`29:…`) of those whose client fetches the answer by itself; at most 60. */
  readonly viewers: readonly string[];
  readonly verb: string;
  readonly data: ButtonData;
}

const privateViewTemplate = defineCard<object>(template);

/**
 * What everybody in a group sees: no personal data. The client of the person who asked fetches the answer for that
 * person alone, or does so when the button is pressed.
 */
export const privateView = ({ name, viewers, verb, data }: PrivateViewData, { t }: Localizer): Card => {
  const show = t('buttons.show');
  return privateViewTemplate(
    {
      title: t('group.title', { name: plain(name) }),
      text: t('group.text', { name: plain(name) }),
      show,
      verb,
      data,
      viewers,
    },
    { fallback: t('group.fallback', { name }), buttons: [{ title: show, verb, data }] },
  );
};
