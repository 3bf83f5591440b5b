/**
 * Reads JSON that a script has written. Lua has one empty table, which comes out as `{}`; here it is always a list, as
 * no script writes an empty object.
 */
export const fromLua = <Value>(json: string): Value =>
  JSON.parse(json, (_key, value: unknown) => (isEmptyObject(value) ? [] : value));

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
