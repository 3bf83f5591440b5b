/** What somebody may put in the place of a field of a card's data; `undefined` leaves it out. */
const VALUES: readonly ((value: unknown) => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -1,
  () => 1e308,
  () => '',
  () => 'x',
  () => 'S-1002',
  () => 'C-2002',
  () => '__proto__',
  () => 'x'.repeat(30_000),
  () => [],
  () => ({}),
  (value) => [value],
  (value) => [value, value],
  (value) => ({ value }),
  (value) => ({ $ne: value }),
  (value) => `${value},${value}`,
  (value) => ` ${value} `,
  (value) => (typeof value === 'number' ? value + 1 : `${value}1`),
  (value) => (typeof value === 'number' ? value - 1 : String(value).toLowerCase()),
  (value) => (typeof value === 'string' ? Number(value) : String(value)),
];

type Data = Readonly<Record<string, unknown>>;

/** A way to change data, in words, and the change. */
interface Tampering {
  readonly how: string;
  readonly change: (data: Data) => Data;
}

/** Each field of such data changed, left out, doubled and of other types, one at a time, and fields that nobody knows. */
export const tamperings = (like: Data): Tampering[] => [
  ...Object.keys(like).flatMap((field) =>
    VALUES.map((change, index) => ({
      how: `${field} in way ${index}`,
      change: (data: Data) => ({ ...data, [field]: change(data[field]) }),
    })),
  ),
  ...['extra', 'admin', 'roles', 'actor', 'tenantId', 'userId', 'partner', 'constructor'].map((field) => ({
    how: `with ${field}`,
    change: (data: Data) => ({ ...data, [field]: true }),
  })),
];
