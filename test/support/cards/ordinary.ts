import fc from 'fast-check';

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
const filledIn = (pattern: string): fc.Arbitrary<string> =>
  digits(pattern.split('#').length - 1).map((given) => {
    let next = 0;
    return pattern.replace(/#/g, () => String(given[next++]));
  });

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const instant = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2032, 0) });

/** What people and this bot write that is no card, each with the share in percent that may be taken for one. */
export const ORDINARY: Readonly<Record<string, readonly [fc.Arbitrary<string>, number]>> = {
  'an invoice': [filledIn('pay invoice G-######'), 0],
  'an invoice of Microsoft': [fc.oneof(filledIn('G#########'), filledIn('E0400#####')), 0],
  'several references': [filledIn('assign S-####, S-####, C-#### and S-####'), 0],
  'an order number': [filledIn('PO 45########'), 0],
  'a telephone number': [
    fc.oneof(filledIn('+46 70 ### ## ##'), filledIn('+1 (###) ###-####'), filledIn('08-### ## ##')),
    0,
  ],
  'two telephone numbers with +': [filledIn('+46 70 ### ## ## / +46 8 ### ## ##'), 0],
  'a person of Sweden': [filledIn('19######-####'), 0],
  'a day': [day.map((iso) => iso.slice(0, 10)), 0],
  'a period in words': [fc.tuple(day, day).map(([a, b]) => `from ${a.slice(0, 10)} to ${b.slice(0, 10)}`), 0],
  'a period with a dash': [fc.tuple(day, day).map(([a, b]) => `${a.slice(0, 10)} - ${b.slice(0, 10)}`), 1],
  'an instant': [day, 1],
  milliseconds: [instant.map(String), 0],
  amounts: [filledIn('#,###.## + ###.##'), 0],
  'an address': [filledIn('Storgatan ##, ### ## Stockholm, port ####'), 0],
  'a user name': [filledIn('user######@contoso.com'), 0],
  'a GUID': [fc.uuid(), 0.5],
  'a list of numbers': [
    fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 8, maxLength: 8 }).map((n) => n.join(', ')),
    12,
  ],
  'an IBAN': [fc.oneof(filledIn('SE## 5000 0000 0### #### ####'), filledIn('DE## #### #### #### #### ##')), 25],
  '13 digits': [filledIn('#############'), 5],
  '16 digits': [filledIn('################'), 8],
};
