import { z } from 'zod';
import type { SubscriptionRef } from '../../../services/commerce/api/types.ts';
import { idText } from '../../../services/commerce/index.ts';

/** A subscription's reference as people write it: "s-1001" is `S-1001`. */
export const subscriptionRef = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]-\d{1,12}$/)
  .transform((ref) => ref as SubscriptionRef);

/** Several of them, each once: a list, or as a field with several choices sends them, with commas; none for ''. */
export const chosenRefs = z
  .preprocess(
    (refs) => (typeof refs === 'string' ? refs.split(',').filter((ref) => ref.trim() !== '') : refs),
    z.array(subscriptionRef).max(1000),
  )
  .transform((refs) => [...new Set(refs)]);

/** A product's id, or its name in part or in full. */
export const productText = idText().trim().min(1);

/** One or several of them. */
export const productTexts = z.union([productText.transform((text) => [text]), z.array(productText).min(1).max(100)]);

/** A person's id, name or user name. */
export const personText = idText().trim().min(1);

/** A number as it was typed, in digits alone: "1.000" is one thousand to some and one to others, so it is none. */
export const typedNumber = (typed: string): number => (/^\s*-?\d+\s*$/.test(typed) ? Number(typed) : Number.NaN);
