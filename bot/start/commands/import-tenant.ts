import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { importTenant, refreshTenant } from '../../../services/commerce/index.ts';
import type { Redis } from '../../../services/redis/client.ts';
import { openData } from '../open-data.ts';
import { type Closing, UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'Usage: npm run import -- [--refresh | --replace] [--shift-to-today] FILE…';

const OPTIONS = {
  refresh: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  'shift-to-today': { type: 'boolean', default: false },
} as const;

interface Importing {
  readonly redis: Redis;
  readonly file: string;
  readonly replace: boolean;
  readonly shiftToToday: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly log: Logger;
}

/** What was done, for the person at the keyboard. */
const importOne = async (request: Importing): Promise<string> => {
  const done = await importTenant(request);
  const { tenantName, subscriptions, people, products, milliseconds } = done;
  return `${tenantName}: ${subscriptions} subscriptions, ${people} people, ${products} products imported in ${milliseconds} ms`;
};

const refreshOne = async (request: Importing): Promise<string> => {
  const { tenantName, ...counts } = await refreshTenant(request);
  const { added, changed, left, products, productsKept } = counts;
  const people = `${added} people added, ${changed} changed, ${left} not there any more and disabled`;
  const kept = productsKept > 0 ? `; ${productsKept} that the file does not have are kept` : '';
  return `${tenantName}: ${people}; ${products} products added or changed${kept}`;
};

/** `npm run import`: loads tenant files into the Redis that the bot uses, each in one step. */
const main = async (closing: Closing): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0 || (values.refresh && (values.replace || values['shift-to-today'])))
    throw new UsageError(USAGE);
  const { description, now, ...data } = await openData(closing);
  const { refresh, replace, 'shift-to-today': shiftToToday } = values;
  process.stdout.write(`Importing into ${description}\n`);
  for (const file of positionals) {
    const done = await (refresh ? refreshOne : importOne)({ ...data, file, replace, shiftToToday, now: now() });
    process.stdout.write(`${done}\n`);
  }
};

await runCommand(main, 'The import');
