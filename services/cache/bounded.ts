import { createHash } from 'node:crypto';

/**
 * Keeps what is costly to make, so many of it: where there is no room, what was asked for least lately goes.
 * @returns what is kept below the key, made where it is not there
 */
export const createKept = <Value>(most: number): ((key: string, make: () => Value) => Value) => {
  // In the order in which they were asked for.
  const kept = new Map<string, { readonly value: Value }>();
  return (key, make) => {
    const found = kept.get(key) ?? { value: make() };
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return found.value;
  };
};

/** Keeps what is made of texts, and nothing of the texts: somebody may be named in them. */
export const createKeptOfTexts = <Value>(most: number): ((text: string, make: () => Value) => Value) => {
  const kept = createKept<Value>(most);
  return (text, make) => kept(createHash('sha256').update(text).digest('base64'), make);
};
