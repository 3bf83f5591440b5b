import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchServer } from './server.ts';
import { count, type Row } from './table.ts';
import { writeTenantFile } from './tenant-file.ts';

const SUBSCRIPTIONS = 100_000;
const ASSIGNED = 5;
const MEGABYTE = 2 ** 20;
const IMPORTER = fileURLToPath(new URL('./importer.ts', import.meta.url));

/** What an import costs: a large tenant twice, each time in a process of its own. */
export const measureImport = async ({ connection, folder }: BenchServer): Promise<Row[]> => {
  const file = join(folder, 'tenant.json');
  await writeTenantFile(file, { subscriptions: SUBSCRIPTIONS, people: SUBSCRIPTIONS, assigned: ASSIGNED });
  const size = `${count(SUBSCRIPTIONS)} subscriptions, ${count((await stat(file)).size / MEGABYTE)} MB`;
  const rows: Row[] = [];
  for (const what of ['import', 'import again']) {
    const command = ['--import', 'tsx', IMPORTER, JSON.stringify(connection), file];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    const { milliseconds, kilobytes } = JSON.parse(stdout);
    const result = `${(milliseconds / 1000).toFixed(1)} s, ${count(kilobytes / 1024)} MB of memory at most`;
    rows.push({ what: `${what} of ${size}`, result });
  }
  return rows;
};
