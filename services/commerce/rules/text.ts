import type { Verdict } from '../api/errors.ts';
import { holdsCardNumber } from './payment-methods.ts';
import { refused } from './verdict.ts';

/** Control characters, halves of surrogate pairs, and what stands for bytes that are not UTF-8. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;

/**
 * Whether something typed may be kept: not too long, printable, without the number of a card. Refuses `text-too-long`,
 * `bad-text`, `card-number`.
 * @param field what it is, for the refusal
 * @param longest in UTF-16 units
 */
export const checkText = (field: string, text: string, longest: number): Verdict => {
  if (text.length > longest) return refused({ code: 'text-too-long', limit: longest });
  if (UNPRINTABLE.test(text.replaceAll(/[\t\r\n]/g, ' '))) return refused({ code: 'bad-text', field });
  return holdsCardNumber(text) ? refused({ code: 'card-number' }) : { ok: true };
};

/** The same of a name: in one line, and not empty. */
export const checkName = (field: string, text: string, longest: number): Verdict =>
  /^\s*$|[\t\r\n]/.test(text) ? refused({ code: 'bad-text', field }) : checkText(field, text, longest);
