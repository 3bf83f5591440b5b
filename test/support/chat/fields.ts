/** A field of a card's form. */
export interface Field {
  readonly id: string;
  readonly label: string;
  readonly value?: string | number;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly [property: string]: unknown;
}

/** The field with that label, wherever it stands on the card. */
export const fieldOf = (node: unknown, label: string): Field | undefined => {
  if (Array.isArray(node)) return node.map((item) => fieldOf(item, label)).find(Boolean);
  if (node === null || typeof node !== 'object') return undefined;
  if ((node as Field).label === label) return node as Field;
  return Object.values(node)
    .map((value) => fieldOf(value, label))
    .find(Boolean);
};

/** What a client sends with a button when nobody has changed the form: every field under its id. */
export const inputsOf = (node: unknown): Record<string, string> => {
  if (Array.isArray(node)) return Object.assign({}, ...node.map(inputsOf));
  if (node === null || typeof node !== 'object') return {};
  const { type, id, value = '' } = node as { type?: unknown; id?: string; value?: unknown };
  const own = id !== undefined && String(type).startsWith('Input.') ? { [id]: String(value) } : {};
  return Object.assign(own, ...Object.values(node).map(inputsOf));
};
