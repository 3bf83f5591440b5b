import type { Button } from '../../cards/kit/card.ts';
import type { Line } from '../../cards/kit/text-card.ts';
import type en from '../../locales/en.json';
import type { Localizer } from '../../locales/index.ts';
import type { Command } from './command.ts';

/** The names that have texts; that every command is among them, and nothing else, is tested. */
type TitledCommand = keyof (typeof en)['commands'];

/** The texts of a command in one language. */
export const commandTexts = ({ name }: Pick<Command, 'name'>, { t }: Localizer) => ({
  title: t(`commands.${name as TitledCommand}.title`),
  summary: t(`commands.${name as TitledCommand}.summary`),
  example: t(`commands.${name as TitledCommand}.example`),
});

/** A command as a line to press. One that needs arguments leads to help for it instead of failing. */
export const menuLine = (command: Command, localizer: Localizer): Line => {
  const { title, summary, example } = commandTexts(command, localizer);
  return { title, text: summary, example, verb: command.name };
};

/** Buttons that lead to other commands, which run without arguments. */
export const commandButtons = (names: readonly TitledCommand[], { t }: Localizer): Button[] =>
  names.map((name) => ({ title: t(`commands.${name}.title`), verb: name }));
