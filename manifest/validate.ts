import localizationSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.20/MicrosoftTeams.Localization.schema.json' with {
  type: 'json',
};
import manifestSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.20/MicrosoftTeams.schema.json' with {
  type: 'json',
};
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { iconProblems } from './icon-rules.ts';
import type { Localization, Manifest, PackageFiles } from './package.ts';

// The schemas are draft 04 and have patterns that are not valid with the `u` flag.
const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false, unicodeRegExp: false });
formats.default(ajv, ['uri']);
const isManifest = ajv.compile<Manifest>(manifestSchema);
const isLocalization = ajv.compile<Localization>(localizationSchema);

const FOREIGN_NAME =
  /\b(?:Teams|Microsoft|Office|Outlook|Azure|Entra|SharePoint|OneDrive|OneNote|Copilot|Power (?:BI|Apps|Automate)|Visio|Windows)\b/i;

/**
 * What is wrong with an app package, one readable line for each thing; empty when it can be uploaded. Needs no network.
 * Beyond the schemas: the files that the manifest names are there, the icons have their size and colors, every
 * translation belongs to a text of the manifest, and no name is a Microsoft product's.
 */
export function validatePackage(files: PackageFiles): string[] {
  const { value: manifest, problems } = readChecked(files, 'manifest.json', isManifest);
  if (!manifest) return problems;
  return [
    ...nameProblems('manifest.json', [manifest.name.short, manifest.name.full]),
    ...iconProblems(files, manifest.icons),
    ...(manifest.localizationInfo?.additionalLanguages ?? []).flatMap(({ file }) =>
      localizationProblems(files, file, manifest),
    ),
  ];
}

function localizationProblems(files: PackageFiles, name: string, manifest: Manifest): string[] {
  const { value: localization, problems } = readChecked(files, name, isLocalization);
  if (!localization) return problems;
  const { $schema: _, ...texts } = localization;
  return [
    ...nameProblems(name, [texts['name.short'], texts['name.full']]),
    ...Object.entries(texts).flatMap(([key, text]) => translationProblems(name, manifest, key, text)),
  ];
}

function translationProblems(file: string, manifest: Manifest, key: string, text: string): string[] {
  if (typeof textAt(manifest, key) !== 'string') return [`${file}: ${key} translates nothing in manifest.json.`];
  return text.trim() === '' ? [`${file}: ${key} is empty.`] : [];
}

/** The field that a path such as `bots[0].commandLists[1].commands[2].title` leads to. */
const textAt = (manifest: Manifest, key: string): unknown =>
  key
    .split(/[.[\]]+/)
    .reduce<unknown>((at, step) => (at instanceof Object ? Reflect.get(at, step) : undefined), manifest);

const nameProblems = (file: string, names: readonly (string | undefined)[]): string[] =>
  names
    .filter((name) => name !== undefined && FOREIGN_NAME.test(name))
    .map((name) => `${file}: the app's name "${name}" contains the name of a Microsoft product.`);

/** Reads one JSON file and holds it against its schema; the value is there only when nothing is wrong. */
function readChecked<T>(
  files: PackageFiles,
  name: string,
  schema: ValidateFunction<T>,
): { value?: T; problems: string[] } {
  const file = files[name];
  if (!file) return { problems: [`${name} is missing from the package.`] };
  const value = parseJson(file);
  if (value === undefined) return { problems: [`${name} is not JSON.`] };
  if (schema(value)) return { value, problems: [] };
  return { problems: (schema.errors ?? []).map((error) => explain(name, error)) };
}

function parseJson(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch {
    return undefined;
  }
}

const explain = (file: string, { instancePath, message, params }: ErrorObject): string =>
  `${file}${instancePath}: ${message}${params['additionalProperty'] ? ` (${params['additionalProperty']})` : ''}`;
