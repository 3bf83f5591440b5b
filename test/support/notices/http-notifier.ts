import { type Notifier, outcomeOfStatus, type SendOutcome } from '../../../services/notices/ports.ts';

const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND']);

const outcomeOf = async (response: Response): Promise<SendOutcome> => {
  const after = response.headers.get('retry-after');
  const outcome = outcomeOfStatus({
    status: response.status,
    retryAfterMs: after === null ? undefined : Number(after) * 1000,
  });
  if (!outcome.ok) return outcome;
  const { id } = (await response.json()) as { id: string };
  return { ok: true, activityId: id };
};

const lost = (error: unknown): SendOutcome => {
  const code = String((error as { cause?: { code?: unknown } }).cause?.code ?? 'error');
  return { ok: false, outcome: NEVER_ARRIVED.has(code) ? 'unavailable' : 'unknown', code };
};

/**
 * Sends to a `ThrottlingChannel`, by HTTP.
 * @param askable whether the channel can be asked what it has taken, as Teams cannot
 */
export const httpNotifier = (url: string, askable = false): Notifier => {
  const address = (tenant: string, conversation: string, delivery: string) =>
    [url, ...[tenant, conversation, delivery].map(encodeURIComponent)].join('/');
  return {
    send({ tenant, conversation, delivery, notice, languages, together }, signal) {
      const body = JSON.stringify({
        kind: notice.kind,
        reference: conversation.reference,
        languages,
        together: together.length,
      });
      return fetch(address(tenant.id, conversation.conversationId, delivery.id), { method: 'POST', body, signal }).then(
        outcomeOf,
        lost,
      );
    },
    ...(askable && {
      async find({ tenantId, conversation, delivery }) {
        const response = await fetch(address(tenantId, conversation.conversationId, delivery.id));
        return response.status === 404 ? 'absent' : { activityId: ((await response.json()) as { id: string }).id };
      },
    }),
  };
};
