import list from './iso-4217.json' with { type: 'json' };

/** ISO 4217 code → digits of its minor unit. Metals, funds and test codes have none, and are no money that anybody pays with. */
const MINOR_UNITS: ReadonlyMap<string, number> = new Map(
  Object.entries(list.minorUnits).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
);

/** The usual number of digits: for a code that the list had once, and has no longer. */
const USUAL_DIGITS = 2;

/** Whether it is the code of a currency by ISO 4217, such as `SEK`. */
export const isCurrency = (code: string): boolean => MINOR_UNITS.has(code);

/**
 * How many digits of an amount are of the minor unit, by ISO 4217: 2 for `USD`, 0 for `JPY`, 3 for `KWD`. What a library
 * shows of a currency is another thing: it leaves out the fillér and the centavo, and changes with its version.
 */
export const minorUnitDigits = (code: string): number => MINOR_UNITS.get(code) ?? USUAL_DIGITS;
