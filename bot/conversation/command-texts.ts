import type { Button } from '../../cards/kit/card.ts';
import type { Line } from '../../cards/kit/text-card.ts';
import type en from '../../locales/en.json';
import type { Speech } from '../../locales/index.ts';
import type { Command } from './command.ts';

/** The names that have texts; that every command is among them, and nothing else, is tested. */
type TitledCommand = keyof (typeof en)['commands'];

/** The texts of a command in one language. */
export const commandTexts = ({ name }: Pick<Command, 'name'>, { t }: Speech) => ({
  title: t(`commands.${name as TitledCommand}.title`),
  summary: t(`commands.${name as TitledCommand}.summary`),
  example: t(`commands.${name as TitledCommand}.example`),
});

/** A command as a line to press. One that needs arguments leads to help for it instead of failing. */
export const menuLine = (command: Command, speech: Speech): Line => {
  const { title, summary, example } = commandTexts(command, speech);
  return { title, text: summary, example, verb: command.name };
};

/** Buttons that lead to other commands, which run without arguments. */
export const commandButtons = (names: readonly TitledCommand[], { t }: Speech): Button[] =>
  names.map((name) => ({ title: t(`commands.${name}.title`), verb: name }));
