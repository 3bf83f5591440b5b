import { z } from 'zod';
import type { Verdict } from '../api/errors.ts';
import { holdsCardNumber } from './cards.ts';
import { refused } from './verdict.ts';

/** Control characters, halves of surrogate pairs, and what stands for bytes that are not UTF-8. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;
/**
 * What is not seen and changes how the rest is read, such as the marks that turn the direction of writing. Joiners are
 * part of names in Persian and of emoji, and some format characters of Arabic and Syriac are seen.
 */
const INVISIBLE = /(?!\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2])\p{Cf}|[\u115f\u1160\u3164\uffa0]/gu;

/** Whether nothing in it is unprintable; tabs and ends of lines are. */
export const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text);

/** The text without what nobody sees, such as marks that turn the direction of writing. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '');

/**
 * Whether something typed may be kept: not too long, printable, without the number of a card. Refuses `text-too-long`,
 * `bad-text`, `card-number`.
 * @param field what it is, for the refusal
 * @param longest in UTF-16 units
 */
export const checkText = (field: string, text: string, longest: number): Verdict => {
  if (text.length > longest) return refused({ code: 'text-too-long', limit: longest });
  if (holdsCardNumber(text)) return refused({ code: 'card-number' });
  const isClean = isPrintable(text.replaceAll(/[\t\r\n]/g, ' ')) && visibleText(text) === text;
  return isClean ? { ok: true } : refused({ code: 'bad-text', field });
};

/** The same of a name: in one line, and not empty. */
export const checkName = (field: string, text: string, longest: number): Verdict =>
  /^\s*$|[\t\r\n]/.test(text) ? refused({ code: 'bad-text', field }) : checkText(field, text, longest);

const cardNumber = 'must not hold the number of a card';

/**
 * Text that somebody typed, or that came from elsewhere: without the number of a card, and freed of what nobody sees. All
 * free text is declared by it; a contract test looks for what is not.
 * @param longest in UTF-16 units
 */
export const plainText = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !holdsCardNumber(text), cardNumber)
    .overwrite(visibleText);

const GUIDS = /(?<![\p{L}\d])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\p{L}\d])/giu;

/** From 2017 to 2033, and an entry of a Redis stream that was made then. */
const INSTANTS = /(?<!\d)1[5-9]\d{11}(?:-\d{1,6})?(?!\d)/g;

/** Ids, or a name in the place of one; several with commas. GUIDs in it may happen to resemble the number of a card. */
export const idText = (longest = 100) =>
  z
    .string()
    .max(longest)
    .refine((text) => !holdsCardNumber(text.replace(GUIDS, 'id')), cardNumber)
    .overwrite(visibleText);

/** A position in a list of ours, which holds instants (ms) and ids. It is looked up, and kept nowhere. */
export const cursorText = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !holdsCardNumber(text.replace(INSTANTS, 'at').replace(GUIDS, 'id')), cardNumber);

/** A number that is not that of a card. */
export const plainNumber = z.number().refine((value) => !holdsCardNumber(String(value)), cardNumber);
