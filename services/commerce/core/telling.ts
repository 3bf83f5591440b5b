import { encodeNotice, type Notice } from '../../notices/notice.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { loadScript, resultOf, runTransaction } from '../store/transactions/transaction.ts';
import { serviceActor } from './service.ts';

const APPEND_NOTICES = loadScript('append-notices');

/** Tells people of what nobody has done just now. The id says what is told, so that a crash on the way does not have it told again. */
export const tell = async (db: OpenTenant, id: string, notices: readonly Notice[], at: number): Promise<void> => {
  if (notices.length === 0) return;
  const operation = { id: `told/${id}`, actor: serviceActor(db.tenant.id), at };
  const head = { operation, subject: notices[0]?.subject ?? id, act: 'tell', asked: id };
  const args = { notices: notices.map(encodeNotice) };
  resultOf(await runTransaction(db, head, () => ({ script: APPEND_NOTICES, keys: [], args })));
};
