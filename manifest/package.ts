import { readFileSync } from 'node:fs';
import type { TeamsManifestV1D20 } from '@microsoft/app-manifest/build/generated-types/teams/TeamsManifestV1D20.js';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { commandProblems, type ManifestCommand, toCommandList, toMenus, toSwedish } from './menu.ts';

export type { ManifestCommand };

/** What the template leaves open. */
export interface PackageInput {
  /** The bot's Microsoft App ID (GUID). The app takes the same id, so that a test bot and the real one fit in one tenant. */
  readonly botId: string;
  /** Semantic version of the app. */
  readonly version: string;
  /** In the order in which the command menu shows them. */
  readonly commands: readonly ManifestCommand[];
}

/** The app manifest, schema version 1.20: the last whose schema still holds command menus to 32 and 128 characters. */
export type Manifest = TeamsManifestV1D20;
/** A language file: the path of a field in the manifest, such as `name.short`, to its translation. */
export type Localization = Record<string, string>;
/** The files of an app package by their name; all lie at the root. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>;

/**
 * Fills the template: ids, version, and the command menus in English with their Swedish translation.
 * @throws Error whose message has a line for each thing that is wrong with the bot id or the commands.
 */
export function buildManifest({ botId, version, commands }: PackageInput): { manifest: Manifest; sv: Localization } {
  const problems = [...botIdProblems(botId), ...commandProblems(commands)];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const menus = toMenus(commands);
  const template = readJson<Manifest>('manifest.json');
  const bots = template.bots?.map((bot) => ({ ...bot, botId, commandLists: menus.map(toCommandList) })) ?? [];
  return {
    manifest: { ...template, id: botId, version, bots },
    sv: { ...readJson<Localization>('sv.json'), ...Object.fromEntries(menus.flatMap(toSwedish)) },
  };
}

/**
 * The files of the app package, ready to be zipped.
 * @throws Error as `buildManifest` does.
 */
export function packageFiles(input: PackageInput): PackageFiles {
  const { manifest, sv } = buildManifest(input);
  return {
    'manifest.json': toBytes(manifest),
    'color.png': readHere('icons/color.png'),
    'outline.png': readHere('icons/outline.png'),
    'sv.json': toBytes(sv),
  };
}

/** Zips the files; the same files always give the same bytes. */
export function zipPackage(files: PackageFiles): Uint8Array {
  // A zip entry holds local time: this date is written alike in every time zone, which an instant would not be.
  return zipSync({ ...files }, { level: 9, mtime: new Date(2020, 0, 1) });
}

function botIdProblems(botId: string): string[] {
  if (botId === '') return ['The bot id is missing: give the Microsoft App ID of the bot.'];
  return z.guid().safeParse(botId).success ? [] : [`The bot id "${botId}" is not a GUID.`];
}

const readHere = (path: string): Uint8Array => readFileSync(new URL(path, import.meta.url));
const readJson = <T>(path: string): T => JSON.parse(new TextDecoder().decode(readHere(path))) as T;
const toBytes = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);
