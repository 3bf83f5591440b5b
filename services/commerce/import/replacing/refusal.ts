import type { Losses } from './losses.ts';

/** A right file that is not imported: the message says, in lines, what stands in the way and what to do. */
export class ImportRefused extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ImportRefused';
  }
}

/** What is lost in a replacement, a line each. */
const lossLines = (losses: Losses): string[] =>
  [
    counted(
      losses.subscriptions,
      'subscription that the file does not have',
      'subscriptions that the file does not have',
    ),
    counted(losses.changed, 'changed subscription', 'changed subscriptions', ' (licenses, quantities, renewals, ends)'),
    counted(losses.invoices, 'invoice made or paid', 'invoices made or paid'),
    counted(losses.cards, 'card on file', 'cards on file'),
    counted(losses.requests, 'license request made or decided', 'license requests made or decided'),
    counted(losses.policies, 'change of the policies', 'changes of the policies'),
  ].flatMap((line) => line ?? []);

const counted = (count: number, one: string, several: string, more = ''): string | undefined =>
  count === 0 ? undefined : `  ${count.toLocaleString('en-US')} ${count === 1 ? one : several}${more}`;

export const notAsked = (tenantName: string, losses: Losses): ImportRefused => {
  const lost = lossLines(losses);
  return new ImportRefused([
    `${tenantName} has data already, and this import would replace it whole.`,
    ...(lost.length > 0
      ? ['What has been done since would be lost; only the audit trail would tell of it:', ...lost]
      : ['Nothing has been done since that would be lost.']),
    'To bring in people, roles, products and prices, and keep all that was done: --refresh.',
    'To replace it nevertheless: --replace.',
  ]);
};

/** Undefined where nothing is under way. */
export const underWay = (
  tenantName: string,
  moving: readonly string[],
  payments: number,
): ImportRefused | undefined => {
  if (moving.length > 0)
    return new ImportRefused([
      `The data of ${tenantName} can be neither replaced nor exported while users are being moved (from ${moving.join(', ')}).`,
      'Let the move end, or stop and undo it in the bot, and do it again.',
    ]);
  if (payments > 0)
    return new ImportRefused([
      `The data of ${tenantName} can be neither replaced nor exported while money is on its way (${payments} open with the payment provider).`,
      'A running bot settles it within half an hour. Leave the bot running, and do it again.',
    ]);
  return undefined;
};

export const changedSince = (tenantName: string): ImportRefused =>
  new ImportRefused([
    `Something was done in ${tenantName} while the import was under way, so nothing has been replaced.`,
    'Import again, when nobody works with the bot.',
  ]);

export const noDataYet = (tenantName: string): ImportRefused =>
  new ImportRefused([`${tenantName} has no data yet that could be refreshed. Import the file without --refresh.`]);

export const otherCurrency = (tenantName: string, currency: string): ImportRefused =>
  new ImportRefused([
    `${tenantName} has purchases in ${currency}, the file another currency; a refresh would mix them.`,
    'Correct the file, or replace the data with --replace.',
  ]);

export const outrun = (tenantName: string): ImportRefused =>
  new ImportRefused([`Another import of ${tenantName} was faster. Refresh again.`]);

export const changedDuringExport = (tenantName: string): ImportRefused =>
  new ImportRefused([`Something was done in ${tenantName} while it was exported. Export again.`]);
