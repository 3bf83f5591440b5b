import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchServer } from './server.ts';
import { count, type Row } from './table.ts';
import { importGenerated } from './tenants.ts';

/** Of which some three quarters are usable self-service purchases. */
const SUBSCRIPTIONS = 30_000;
const ASSIGNED = 5;
const MEGABYTE = 2 ** 20;
const EXPORTER = fileURLToPath(new URL('./exporter.ts', import.meta.url));

/** What an export of the users of a large tenant costs, in a process of its own. */
export const measureExport = async (server: BenchServer): Promise<Row[]> => {
  const size = { subscriptions: SUBSCRIPTIONS, people: SUBSCRIPTIONS, assigned: ASSIGNED };
  const tenantId = await importGenerated(server, size);
  const command = ['--import', 'tsx', EXPORTER, JSON.stringify(server.connection), tenantId];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  const { milliseconds, kilobytes, rows, bytes } = JSON.parse(stdout);
  return [
    {
      what: `export of ${count(rows)} users as CSV, ${count(bytes / MEGABYTE)} MB`,
      result: `${(milliseconds / 1000).toFixed(1)} s, ${count(kilobytes / 1024)} MB of memory at most`,
      aim: '< 256 MB',
    },
  ];
};
