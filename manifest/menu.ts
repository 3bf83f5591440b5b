/** Where a bot can be installed and spoken to. */
type Scope = 'personal' | 'team' | 'groupChat';

/** A text in each language of the package. */
interface Localized {
  readonly en: string;
  readonly sv: string;
}

/** One line of the command menu. The title is sent to the bot as typed text, in the language of the person's client. */
export interface ManifestCommand {
  /** 1 to 32 characters. */
  readonly title: Localized;
  /** 1 to 128 characters. */
  readonly description: Localized;
  readonly scopes: readonly Scope[];
}

/** A command menu: what is offered in the scopes that share it. */
export interface Menu {
  readonly scopes: Scope[];
  readonly commands: readonly ManifestCommand[];
}

const MENU_SCOPES: readonly Scope[][] = [['personal'], ['team', 'groupChat']];
const MAX_COMMANDS = 10;
const MAX_LENGTH = { title: 32, description: 128 } as const;
const FIELDS = ['title', 'description'] as const;
const LANGUAGES = [
  ['en', 'English'],
  ['sv', 'Swedish'],
] as const;

/** One menu for personal chats and one that teams and group chats share, without those that would be empty. */
export const toMenus = (commands: readonly ManifestCommand[]): Menu[] =>
  MENU_SCOPES.map((scopes) => ({
    scopes,
    commands: commands.filter((command) => command.scopes.some((scope) => scopes.includes(scope))),
  })).filter((menu) => menu.commands.length > 0);

/** The menu as the manifest has it, in English. */
export const toCommandList = ({ scopes, commands }: Menu) => ({
  scopes,
  commands: commands.map(({ title, description }) => ({ title: title.en, description: description.en })),
});

/** The menu's Swedish texts by their place in the manifest; `list` is the menu's index there. */
export const toSwedish = ({ commands }: Menu, list: number): [string, string][] =>
  commands.flatMap((command, index) =>
    FIELDS.map((field): [string, string] => [
      `bots[0].commandLists[${list}].commands[${index}].${field}`,
      command[field].sv,
    ]),
  );

/** A line for each thing that the chat client would refuse, cut off or never show. */
export const commandProblems = (commands: readonly ManifestCommand[]): string[] => [
  ...commands.flatMap((command) => [...scopeProblems(command), ...textProblems(command)]),
  ...toMenus(commands).flatMap(sizeProblems),
];

function scopeProblems({ title, scopes }: ManifestCommand): string[] {
  if (scopes.length === 0) return [`Command "${title.en}" has no scope.`];
  const split = scopes.includes('team') !== scopes.includes('groupChat');
  return split ? [`Command "${title.en}" names only one of team and groupChat, which share a menu.`] : [];
}

const textProblems = (command: ManifestCommand): string[] =>
  FIELDS.flatMap((field) =>
    LANGUAGES.flatMap(([language, name]) => {
      const fault = textFault(command[field][language], MAX_LENGTH[field]);
      return fault ? [`Command "${command.title.en}": the ${name} ${field} ${fault}.`] : [];
    }),
  );

function textFault(text: string, max: number): string | undefined {
  if (text.trim() === '') return 'is empty';
  const { length } = [...text];
  return length > max ? `has ${length} characters; at most ${max} fit` : undefined;
}

const sizeProblems = ({ scopes, commands }: Menu): string[] =>
  commands.length > MAX_COMMANDS
    ? [`The menu for ${scopes.join(' and ')} has ${commands.length} commands; at most ${MAX_COMMANDS} are shown.`]
    : [];
