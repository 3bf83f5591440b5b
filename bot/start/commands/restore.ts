import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../../../services/backup/index.ts';
import { openData } from '../open-data.ts';
import { type Closing, UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'Usage: npm run restore -- [--replace] FILE';

/** `npm run restore`: brings a tenant back as a backup has it, into the Redis that the bot uses. */
const main = async (closing: Closing): Promise<void> => {
  const options = { replace: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new UsageError(USAGE);
  const { redis, log, now, description } = await openData(closing);
  process.stdout.write(`Restoring into ${description}\n`);
  const done = await restoreBackup({ redis, file, replace: values.replace, now: now(), operator: operator(), log });
  const { tenantName, takenAt, keys, milliseconds } = done;
  process.stdout.write(`${tenantName}: as of ${takenAt}, ${keys} keys restored in ${milliseconds} ms\n`);
};

/** Who runs this; a container may have nobody by that number. */
const operator = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? '?'}`;
  }
};

await runCommand(main, 'The restore');
