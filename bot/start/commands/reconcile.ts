import { parseArgs } from 'node:util';
import type { Difference, Reconciliation } from '../../../services/commerce/api/billing.ts';
import type { Money, TenantId } from '../../../services/commerce/api/types.ts';
import { createCommerce, reconcile } from '../../../services/commerce/index.ts';
import { createSandboxPayments } from '../../../services/payments/sandbox.ts';
import { openData } from '../open-data.ts';
import { type Closing, UsageError } from '../process.ts';
import { runCommand } from './run-command.ts';

const USAGE = 'Usage: npm run reconcile -- [TENANT-ID…]; all tenants if none is named';

/** `npm run reconcile`: compares our books with the payment provider's; ends with 2 where they differ. */
const main = async (closing: Closing): Promise<void> => {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  if (positionals.some((id) => !/^[\da-f-]{36}$/i.test(id))) throw new UsageError(USAGE);
  const { redis, now } = await openData(closing);
  const tenants = positionals.length > 0 ? positionals : await createCommerce({ redis, now }).listTenants();
  for (const id of tenants) {
    const tenantId = id.toLowerCase() as TenantId;
    say(await reconcile({ redis, books: createSandboxPayments(redis) }, tenantId, now()));
  }
};

const say = ({ name, invoices, payments, differences }: Reconciliation): void => {
  const compared = `${invoices} invoices and ${payments} payments`;
  const outcome = differences.length === 0 ? 'no difference' : `${differences.length} differences`;
  const lines = [`${name}: ${compared}, ${outcome}`, ...differences.map((each) => `  ${worded(each)}`)];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (differences.length > 0) process.exitCode = 2;
};

const THEIRS = {
  'charge-differs': ['charged', 'the payment provider charged'],
  'refund-differs': ['paid back', 'the payment provider paid back'],
  'credit-differs': ['credited', 'credit notes come to'],
} as const;

const worded = ({ kind, about, number, ours, theirs }: Difference): string => {
  const [here, there] = THEIRS[kind];
  const what = number === null ? 'no invoice' : `invoice ${number}`;
  return `${what}: ${here} ${amountOf(ours)}, but ${there} ${amountOf(theirs)} (${about})`;
};

const amountOf = (money: Money | null): string =>
  money === null ? 'nothing' : `${money.amount} ${money.currency} (minor units)`;

await runCommand(main, 'It');
