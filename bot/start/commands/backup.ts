import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDraft, takeBackup } from '../../../services/backup/index.ts';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { makePrivateFolder } from '../../../services/files/private-folder.ts';
import { readConfig } from '../config.ts';
import { openData } from '../open-data.ts';
import { type Closing, UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'Usage: npm run backup --silent -- --tenant TENANT-ID > tenant.backup';

/** `npm run backup`: writes everything that is stored of a tenant to standard output, once all of it has been read. */
const main = async (closing: Closing): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { tenant: { type: 'string' } } });
  if (!values.tenant || positionals.length > 0) throw new UsageError(USAGE);
  // As it is: a backup from before an upgrade is the way back from it.
  const { redis, now } = await openData(closing, { asItIs: true });
  const { dataDir } = readConfig();
  await makePrivateFolder(dataDir);
  const draft = await openDraft(dataDir);
  closing.push(draft.close);
  const text = await takeBackup(redis, values.tenant.toLowerCase() as TenantId, now, draft);
  await pipeline(text, process.stdout, { end: false });
};

await runCommand(main, 'The backup');
