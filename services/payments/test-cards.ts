import type { TestCard } from './payments.ts';

/** The numbers that sandboxes of payment providers usually take; they belong to nobody. */
export const TEST_CARDS: readonly TestCard[] = [
  { brand: 'Visa', number: '4242 4242 4242 4242', behaviour: 'accepted' },
  { brand: 'Visa', number: '4111 1111 1111 1111', behaviour: 'accepted' },
  { brand: 'Mastercard', number: '5555 5555 5555 4444', behaviour: 'accepted' },
  { brand: 'American Express', number: '3782 822463 10005', behaviour: 'accepted' },
  { brand: 'Visa', number: '4000 0000 0000 0002', behaviour: 'declined' },
  { brand: 'Visa', number: '4000 0000 0000 0069', behaviour: 'expired' },
  { brand: 'Visa', number: '4000 0000 0000 9995', behaviour: 'insufficient-funds' },
];

/** The test card with that number, in digits alone. */
export const findTestCard = (digits: string): TestCard | undefined =>
  TEST_CARDS.find(({ number }) => number.replaceAll(' ', '') === digits);
