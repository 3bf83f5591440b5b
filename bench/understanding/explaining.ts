import { changingCommands } from '../../bot/conversation/match.ts';
import { commands } from '../../bot/features/index.ts';
import { decidingRule } from '../../bot/understanding/interpret.ts';
import type { Named, Outcome } from './outcome.ts';

const circumstances = { changing: changingCommands(commands) };

/** The rule of the grammar that takes a sentence as it stands alone, in words; undefined where none does. */
export const grammarRuleOf = (text: string): string | undefined => {
  const { command, when, whole } = decidingRule(text, circumstances) ?? {};
  return command && `${command} when "${when}"${whole ? ', every word understood' : ''}`;
};

const inWords = ({ command = '', args = {} }: Named): string => [command, JSON.stringify(args)].join(' ').trim();

/** Names that were recognised, and all that the sentence can mean, the likeliest first. */
export const readingsInWords = ({ explanation: { recognised = [], readings = [] } = {} }: Outcome): string[] => [
  ...recognised.map(({ text, kind, names }) => `recognised “${text}”: ${kind} ${names.join(' or ')}`),
  ...readings.map(
    ({ score, by, leftOver, ...read }) =>
      `${score.toFixed(2)} by ${by}: ${inWords(read)}${leftOver.length > 0 ? `, left over: ${leftOver.join(', ')}` : ''}`,
  ),
];

/** What came of a sentence, for people. */
export const outcomeInWords = (text: string, outcome: Outcome): string => {
  const { kind, choices = [], topic, title, explanation } = outcome;
  const lines = [
    `${kind}: ${topic ?? inWords(outcome)}`,
    ...choices.map((choice) => `  or ${inWords(choice)}`),
    `says “${title}”`,
    ...readingsInWords(outcome),
    `decided by the rule: ${explanation?.rule ?? 'none'}`,
  ];
  return `${text}\n${lines.map((line) => `  ${line}\n`).join('')}`;
};
