export { BackupRefused } from './refusals.ts';
export { restoreBackup } from './restoring/restore.ts';
export { openDraft } from './taking/draft.ts';
export { takeBackup } from './taking/take.ts';
