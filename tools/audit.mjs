/**
 * Asks the registry for known faults of what runs: `node tools/audit.mjs`. A serious one in a package that is not held at the
 * rim (docs/third-party.md) ends it with exit code 1. A registry that does not answer says nothing about the packages.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const SERIOUS = ['high', 'critical'];

const report = await promisify(execFile)('npm', ['audit', '--omit=dev', '--json'], {
  maxBuffer: 64 * 1024 * 1024,
}).then(
  ({ stdout }) => stdout,
  (error) => error.stdout,
);

/** Each package in which a fault itself is, with the faults; not those that only depend on one. */
const faultsIn = (vulnerabilities) =>
  Object.values(vulnerabilities).flatMap(({ name, via }) =>
    via.filter((each) => typeof each === 'object').map(({ severity, title, url }) => ({ name, severity, title, url })),
  );

const say = (line) => process.stdout.write(`npm audit: ${line}\n`);

const { vulnerabilities, message = 'no answer' } = JSON.parse(report || '{}');
if (vulnerabilities === undefined) {
  say(`THE REGISTRY DOES NOT TELL, so nobody knows (${message.trim()})`);
} else {
  const table = await readFile(new URL('../docs/third-party.md', import.meta.url), 'utf8');
  const faults = faultsIn(vulnerabilities);
  for (const { name, severity, title, url } of faults) say(`${severity}: ${name}: ${title} ${url}`);
  const grave = faults.filter(({ name, severity }) => SERIOUS.includes(severity) && !table.includes(`\n| ${name} |`));
  say(`${faults.length} known faults, ${grave.length} of them serious and not held at the rim`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}
