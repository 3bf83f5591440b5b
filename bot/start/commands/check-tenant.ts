import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkTenant, type TenantCheck } from '../../../services/microsoft365/checking/check.ts';
import { createTrace, type ExchangeTrace } from '../../../services/microsoft365/checking/trace.ts';
import { type Microsoft365, openMicrosoft365 } from '../../../services/microsoft365/client.ts';
import { Microsoft365Fault } from '../../../services/microsoft365/fault.ts';
import type { Microsoft365Registration } from '../../../services/microsoft365/registration.ts';
import { readConfig } from '../config.ts';
import { UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';
import { checkLines, noTokenLine } from './tenant-check-lines.ts';

const USAGE = 'Usage: npm run check-tenant [-- --record FILE]';
const NOT_CONNECTED =
  'No tenant to check: set M365_TENANT_ID, M365_CLIENT_ID and M365_CLIENT_SECRET (README, “Connect a tenant”)';

/** `npm run check-tenant`: what can be read of a tenant in Microsoft 365. It writes nothing there; ends with 2 if something is missing. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { record: { type: 'string' } } });
  if (values.record === '') throw new UsageError(USAGE);
  const { microsoft365: registration } = readConfig();
  if (!registration) throw new UsageError(NOT_CONNECTED);
  const trace = createTrace();
  say(await checked(registration, trace), registration);
  if (values.record) await writeFile(values.record, `${JSON.stringify(trace.exchanges, null, 1)}\n`, { mode: 0o600 });
};

const checked = async (registration: Microsoft365Registration, trace: ExchangeTrace): Promise<TenantCheck> => {
  try {
    return await checkTenant(traced(await openMicrosoft365(registration), trace), Date.now());
  } catch (error) {
    throw error instanceof Microsoft365Fault ? new UsageError(noTokenLine(error, registration)) : error;
  }
};

const traced = ({ graph, policy, permissions }: Microsoft365, trace: ExchangeTrace): Microsoft365 => ({
  graph: trace.recorded(graph),
  policy: policy && trace.recorded(policy),
  permissions,
});

const say = (check: TenantCheck, registration: Microsoft365Registration): void => {
  process.stdout.write(`${checkLines(check, registration).join('\n')}\n`);
  if (check.calls.some(({ fault }) => fault)) process.exitCode = 2;
};

await runCommand(main, 'The check');
