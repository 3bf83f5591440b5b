import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Keeps what one provider remembers, until that is forgotten; nothing expires within a test. */
export const memoryOfProvider = (): AdapterFactory => {
  const kept = new Map<string, AdapterPayload>();
  const consumed = new Set<string>();
  return (model): Adapter => {
    const keyOf = (id: string) => `${model} ${id}`;
    const find = async (id: string) => {
      const payload = kept.get(keyOf(id));
      return payload && (consumed.has(keyOf(id)) ? { ...payload, consumed: true } : payload);
    };
    return {
      find,
      findByUserCode: async () => undefined,
      findByUid: async (uid) =>
        [...kept].find(([key, payload]) => key.startsWith(`${model} `) && payload.uid === uid)?.[1],
      upsert: async (id, payload) => void kept.set(keyOf(id), payload),
      consume: async (id) => void consumed.add(keyOf(id)),
      destroy: async (id) => void kept.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
      },
    };
  };
};
