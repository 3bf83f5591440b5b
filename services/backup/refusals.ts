/** A backup that is not taken, or not brought back: the message says, in lines, why and what to do. */
export class BackupRefused extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'BackupRefused';
  }
}

export const noInstant = (tenantName: string): BackupRefused =>
  new BackupRefused(
    `There is no backup: ${tenantName} was imported anew, or people were erased from it, or more was done in it than can be followed.`,
    'Take it when that is over.',
  );

export const notABackup = (line: number, what: string): BackupRefused =>
  new BackupRefused(`The file is no whole backup: line ${line} ${what}. Nothing was changed.`);

export const newerBackup = (schema: number, known: number): BackupRefused =>
  new BackupRefused(
    `The backup was taken by a newer version of the bot (form ${schema}; this version knows ${known}). Nothing was changed.`,
    'Restore it with that version.',
  );

/** What stands in the place where a backup is to be brought back. */
export interface InPlace {
  readonly tenantName: string;
  readonly changes: number;
  readonly moving: readonly string[];
  readonly payments: number;
}

export const notAskedToReplace = ({ tenantName, changes, moving, payments }: InPlace): BackupRefused =>
  new BackupRefused(
    `${tenantName} has data already, and the backup would take its place whole. Nothing was changed.`,
    ...(changes > 0 ? [`  ${changes.toLocaleString('en-US')} changes were made since, and would be lost.`] : []),
    ...(moving.length > 0 ? [`  Users are being moved (from ${moving.join(', ')}).`] : []),
    ...(payments > 0 ? [`  Money is on its way (${payments} open with the payment provider).`] : []),
    'To bring the backup back nevertheless: --replace. Money that is on its way is settled then, or given back.',
  );
