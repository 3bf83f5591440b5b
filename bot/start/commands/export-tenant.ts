import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { exportTenant } from '../../../services/commerce/index.ts';
import { openData } from '../open-data.ts';
import { type Closing, UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'Usage: npm run export --silent -- TENANT-ID > tenant.json';

/** `npm run export`: writes a tenant, with all that was done in it, to standard output as a tenant file. */
const main = async (closing: Closing): Promise<void> => {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [tenantId, ...more] = positionals;
  if (!tenantId || more.length > 0) throw new UsageError(USAGE);
  const { redis, now } = await openData(closing);
  for await (const piece of exportTenant(redis, tenantId as TenantId, now()))
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
};

await runCommand(main, 'The export');
