import type { ManifestCommand, PackageFiles, PackageInput } from '../../manifest/package.ts';

/** A command that is fine in every respect, but for what is given. */
export const command = (changes: Partial<ManifestCommand> = {}): ManifestCommand => ({
  title: { en: 'Help', sv: 'Hjälp' },
  description: { en: 'What you can do here', sv: 'Det här kan du göra' },
  scopes: ['personal', 'team', 'groupChat'],
  ...changes,
});

/** What a sound package is built from, but for what is given. */
export const input = (changes: Partial<PackageInput> = {}): PackageInput => ({
  botId: '6f1c2a52-7d0e-4f0b-9a39-0c5f2f6f3f11',
  version: '1.2.3',
  commands: [command(), command({ title: { en: 'Policy', sv: 'Policy' }, scopes: ['personal'] })],
  ...changes,
});

/** The same files with one JSON file changed; `change` edits the parsed file in place. */
export function edited(
  files: PackageFiles,
  name: string,
  change: (json: Record<string, unknown>) => void,
): PackageFiles {
  const json: Record<string, unknown> = JSON.parse(new TextDecoder().decode(files[name]));
  change(json);
  return { ...files, [name]: new TextEncoder().encode(JSON.stringify(json)) };
}
