import type { ButtonData } from '../../cards/kit/card.ts';
import type { Line } from '../../cards/kit/text-card.ts';
import type { Localizer } from '../../locales/index.ts';
import { POLICY_VALUES, type PolicyValue } from '../../services/commerce/api/types.ts';
import { isTopic, TOPIC_TEXTS } from '../understanding/answers/texts.ts';
import type { MeantCommand } from '../understanding/reading.ts';
import type { Mention } from '../understanding/recognition/mention.ts';
import type { CommandContext } from './command.ts';
import { commandTexts } from './command-texts.ts';
import { isOffered } from './permission.ts';

/** What a sentence may mean, as lines to press, with the names for the ids of what it mentions; those that the person may not do are left out. */
export const choiceLines = (
  choices: readonly MeantCommand[],
  context: Pick<CommandContext, 'actor' | 'commands' | 'localizer' | 'location'>,
  mentions: readonly Mention[] = [],
): Line[] => {
  const names = new Map(mentions.flatMap(({ meant }) => meant.map(({ id, name }) => [id, name] as const)));
  return choices.flatMap(({ command: name, args }) => {
    const { commands, localizer } = context;
    if (name === 'answer') return answerLine(args, localizer);
    if (!isOffered(context, commands[name])) return [];
    const { title, summary } = commandTexts(name, localizer);
    const said = Object.entries(args).map(([argument, value]) => inWords(argument, value, localizer, names));
    return [{ title: [title, ...said].join(' · '), text: summary, verb: name, data: args as ButtonData }];
  });
};

const answerLine = ({ id }: MeantCommand['args'], { language }: Localizer): Line[] => {
  const topic = String(id);
  const [title] = isTopic(topic) ? TOPIC_TEXTS[language][topic].questions : [];
  return title === undefined ? [] : [{ title, verb: 'answer', data: { id: topic } }];
};

type Names = ReadonlyMap<string, string>;

const inWords = (argument: string, value: unknown, { t, number }: Localizer, names: Names): string => {
  if (argument === 'on') return t(value ? 'buttons.recurringBillingOn' : 'buttons.recurringBillingOff');
  if (argument === 'all') return t('source.all');
  if (POLICY_VALUES.some((each) => each === value)) return t(`policy.value.${value as PolicyValue}`);
  if (typeof value === 'number') return number(value);
  return String(value)
    .split(/, ?/)
    .map((each) => names.get(each) ?? each)
    .join(', ');
};
