import type { Button } from '../../cards/kit/card.ts';
import type { Line } from '../../cards/kit/text-card.ts';
import type { CommandName, Localizer, SpokenCommandName } from '../../locales/index.ts';

/** The texts of a command in one language. */
export const commandTexts = (name: SpokenCommandName, { t }: Localizer) => ({
  title: t(`commands.${name}.title`),
  summary: t(`commands.${name}.summary`),
  example: t(`commands.${name}.example`),
});

/** A command as a line to press. One that needs arguments leads to help for it instead of failing. */
export const menuLine = (name: SpokenCommandName, localizer: Localizer): Line => {
  const { title, summary, example } = commandTexts(name, localizer);
  return { title, text: summary, example, verb: name };
};

/** Buttons that lead to other commands, which run without arguments. */
export const commandButtons = (names: readonly CommandName[], { t }: Localizer): Button[] =>
  names.map((name) => ({
    title: t(`commands.${name}.title`),
    verb: name,
    ...(MINOR.includes(name) && { isMinor: true }),
  }));

/** What stands on many cards and is the point of none. */
const MINOR: readonly CommandName[] = ['help', 'notifications', 'export-audit'];
