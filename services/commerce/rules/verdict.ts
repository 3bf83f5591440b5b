import type { Reason, Refusal } from '../api/errors.ts';

export const refused = (reason: Reason): Refusal => ({ ok: false, reason });
