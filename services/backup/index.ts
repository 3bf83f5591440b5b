export { openDraft } from './draft.ts';
export { BackupRefused } from './refusals.ts';
export { restoreBackup } from './restore.ts';
export { takeBackup } from './take.ts';
