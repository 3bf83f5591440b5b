import { readFileSync } from 'node:fs';
import { spokenCommands } from '../bot/conversation/command.ts';
import { commandTexts } from '../bot/conversation/command-texts.ts';
import { commands } from '../bot/features/index.ts';
import { localizerFor } from '../locales/index.ts';
import { PERMISSION_STEPS, PERMISSIONS } from '../services/microsoft365/permissions.ts';
import { type Family, GENERATION_FAMILIES, SHARED_FAMILIES, TENANT_FAMILIES } from '../services/privacy/families.ts';
import { licenseList, packagesOf } from './third-party.ts';

const LOCK = new URL('../package-lock.json', import.meta.url);

/** Which parts of which document are made from the tree: each stands between `<!-- name -->` and `<!-- /name -->`. */
export const DERIVED: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'README.md': { commands: () => commandTable(), permissions: () => permissionTable() },
  'docs/privacy.md': {
    tenant: () => familyTable(TENANT_FAMILIES),
    generation: () => familyTable(GENERATION_FAMILIES),
    shared: () => familyTable(SHARED_FAMILIES),
  },
  'docs/third-party.md': { licenses: () => licenseList(packagesOf(readFileSync(LOCK, 'utf8'))) },
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

/** What the app in a tenant's directory may need: a row for each permission. */
const permissionTable = (): string => {
  const rows = PERMISSIONS.map(({ name, of, step }) => `| ${step} | ${PERMISSION_STEPS[step]} | \`${name}\` | ${of} |`);
  return ['| step | for | application permission | of |', '|---|---|---|---|', ...rows].join('\n');
};

/** What families of keys hold, and what becomes of it. */
const familyTable = (families: Readonly<Record<string, Family>>): string => {
  const rows = Object.entries(families).map(
    ([name, { holds, kept, erased }]) =>
      `| \`${name}\` | ${holds} | ${kept} | ${erased === 'nothing' ? '–' : erased} |`,
  );
  return ['| keys | what they hold | kept | erasing a person |', '|---|---|---|---|', ...rows].join('\n');
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
