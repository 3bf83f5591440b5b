import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { manifestCommands } from '../bot/start/manifest-commands.ts';
import project from '../package.json' with { type: 'json' };
import template from './manifest.json' with { type: 'json' };
import { packageFiles, zipPackage } from './package.ts';
import { validatePackage } from './validate.ts';

const NO_BOT = '00000000-0000-0000-0000-000000000000';

/** Writes the app package for this bot below the current directory and says where. */
function build(botId: string): string {
  const files = packageFiles({ botId, version: project.version, commands: manifestCommands() });
  const problems = validatePackage(files);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const path = `build/self-service-purchases-${project.version}.zip`;
  mkdirSync('build', { recursive: true });
  writeFileSync(path, zipPackage(files));
  return path;
}

/** What has to happen before people get the package. */
const notes = (botId: string | undefined): string[] => [
  ...(botId === undefined ? ['It has no bot and is for looking only: name one with --bot-id GUID.'] : []),
  ...(JSON.stringify(template).includes('example.com')
    ? ['Its addresses are placeholders: put yours for example.com in manifest/manifest.json (developer, validDomains).']
    : []),
];

try {
  const botId = parseArgs({ options: { 'bot-id': { type: 'string' } } }).values['bot-id'];
  const lines = [`Wrote ${build(botId ?? NO_BOT)}`, ...notes(botId)];
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`The app package was not built.\n${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
