import type { ButtonData } from '../../cards/kit/card.ts';
import type { Line } from '../../cards/kit/text-card.ts';
import type { Localizer } from '../../locales/index.ts';
import { POLICY_VALUES, type PolicyValue } from '../../services/commerce/api/types.ts';
import { isTopic, TOPIC_TEXTS } from '../understanding/answers/texts.ts';
import type { MeantCommand } from '../understanding/reading.ts';
import type { CommandContext } from './command.ts';
import { commandTexts } from './command-texts.ts';
import { isOffered } from './permission.ts';

/** What a sentence may mean, as lines to press; those that the person may not do are left out. */
export const choiceLines = (
  choices: readonly MeantCommand[],
  context: Pick<CommandContext, 'actor' | 'commands' | 'localizer' | 'location'>,
): Line[] =>
  choices.flatMap(({ command: name, args }) => {
    const { commands, localizer } = context;
    if (name === 'answer') return answerLine(args, localizer);
    if (!isOffered(context, commands[name])) return [];
    const { title, summary } = commandTexts(name, localizer);
    const said = Object.entries(args).map(([argument, value]) => inWords(argument, value, localizer));
    return [{ title: [title, ...said].join(' · '), text: summary, verb: name, data: args as ButtonData }];
  });

const answerLine = ({ id }: MeantCommand['args'], { language }: Localizer): Line[] => {
  const topic = String(id);
  const [title] = isTopic(topic) ? TOPIC_TEXTS[language][topic].questions : [];
  return title === undefined ? [] : [{ title, verb: 'answer', data: { id: topic } }];
};

const inWords = (argument: string, value: unknown, { t, number }: Localizer): string => {
  if (argument === 'on') return t(value ? 'buttons.recurringBillingOn' : 'buttons.recurringBillingOff');
  if (argument === 'all') return t('source.all');
  if (POLICY_VALUES.some((each) => each === value)) return t(`policy.value.${value as PolicyValue}`);
  return typeof value === 'number' ? number(value) : String(value);
};
