import { spokenCommands } from '../bot/conversation/command.ts';
import { commandTexts } from '../bot/conversation/command-texts.ts';
import { commands } from '../bot/features/index.ts';
import { localizerFor } from '../locales/index.ts';

/** Which parts of which document are made from the tree: each stands between `<!-- name -->` and `<!-- /name -->`. */
export const DERIVED: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { commands: () => commandTable() },
};

const [english, swedish] = [localizerFor(['en']), localizerFor(['sv'])];

/** What one can say: a row for each command that a sentence can ask for, in the order of help. */
const commandTable = (): string => {
  const rows = spokenCommands(commands).map(({ name }) => {
    const { example, summary } = commandTexts(name, english);
    return `| \`${example}\` | \`${commandTexts(name, swedish).example}\` | ${summary} |`;
  });
  return ['| English | Swedish | what it gives |', '|---|---|---|', ...rows].join('\n');
};

/**
 * A document with its derived parts as they should be.
 * @throws Error where a marker is missing
 */
export const withDerivedParts = (document: string, text: string): string =>
  Object.entries(DERIVED[document] ?? {}).reduce((so, [name, make]) => replacePart(so, name, make()), text);

const replacePart = (text: string, name: string, part: string): string => {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no part between ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${part}\n${text.slice(to)}`;
};
