import { z } from 'zod';
import { row } from '../rows.ts';

/** A regular expression without regard to case. */
const expression = z.string();
const range = z.tuple([z.number(), z.number()]);

/** What an argument is to be; every form is strict about what it does not name. */
export type Wanted =
  | string
  | number
  | boolean
  /** Each of these is matched by a value, and each value by one of these. */
  | readonly (string | { readonly re: string })[]
  /** All of its values match, or their list where the expression leads from one to another, and there are `min` at least, one if not given. */
  | { readonly re: string; readonly min?: number | undefined }
  /** One of its values matches. */
  | { readonly some: string }
  /** Each of these is matched by a value, and each value by one of these. */
  | { readonly all: readonly string[] }
  | { readonly or: readonly Wanted[] }
  | { readonly not: Wanted }
  /** A number of days, or a day so far ahead, back where `past`. */
  | { readonly days: readonly [number, number]; readonly past?: boolean | undefined }
  /** The next day of the year `12-31`, or as many days ahead; `slack` days before and after it. */
  | { readonly until: string; readonly slack?: readonly [number, number] | undefined };

const wanted: z.ZodType<Wanted> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(z.union([z.string(), z.strictObject({ re: expression })])),
    z.strictObject({ re: expression, min: z.number().optional() }),
    z.strictObject({ some: expression }),
    z.strictObject({ all: z.array(expression) }),
    z.strictObject({ or: z.array(wanted) }),
    z.strictObject({ not: wanted }),
    z.strictObject({ days: range, past: z.boolean().optional() }),
    z.strictObject({ until: z.string(), slack: range.optional() }),
  ]),
);

const oneName = z.union([z.string(), z.strictObject({ re: expression })]);
const name = z.union([oneName, z.array(oneName), z.strictObject({ not: z.array(oneName) })]);
const kind = z.enum(['run', 'confirm', 'choose', 'answer', 'refuse', 'unclear']);

const namedFields = {
  command: name.optional(),
  /** These are there, and so. */
  args: z.record(z.string(), wanted).optional(),
  /** These are so where they are there. */
  maybe: z.record(z.string(), wanted).optional(),
  absent: z.array(z.string()).optional(),
};
const namedPattern = z.strictObject(namedFields);

const pattern = z.strictObject({
  ...namedFields,
  kind: z.union([kind, z.array(kind)]),
  /** Each is among the choices. */
  has: z.array(namedPattern).optional(),
  /** None is among them. */
  hasnt: z.array(namedPattern).optional(),
  topic: name.optional(),
  /** All are found in the arguments as JSON. */
  json: z.array(expression).optional(),
  nojson: z.array(expression).optional(),
  /** All are found in the text, without the title. */
  text: z.array(expression).optional(),
  /** All are found in the title or the text. */
  say: z.array(expression).optional(),
});

/** What a turn is to come to. */
const gold = z.strictObject({
  right: z.array(pattern),
  /** Not quite, but helpful. */
  ok: z.array(pattern).default([]),
  /** A proposal that nobody asked for. */
  never: z.array(pattern).default([]),
  /** Not right, though no false proposal. */
  wrong: z.array(pattern).default([]),
  /** A question is no help here, unless it is named. */
  nochoice: z.boolean().default(false),
  /** Rests on what was said before. */
  ctx: z.boolean().default(false),
  /** Turns that this one is nothing without. */
  needs: z.array(z.number()).default([]),
  /** The topics that answer, and what such an answer says. */
  answer: z.strictObject({ re: z.array(expression), topic: z.array(z.string()) }).optional(),
});

export type Name = z.infer<typeof name>;
export type NamedPattern = z.infer<typeof namedPattern>;
export type Pattern = z.infer<typeof pattern>;
export type Gold = z.infer<typeof gold>;

/** A row with what each of its turns is to come to. */
export const goldRow = row
  .and(
    z.looseObject({
      set: z.string(),
      /** Language of the sentences. */
      l: z.string(),
      want: z.union([z.string(), z.array(z.string())]),
      gold: z.array(gold).min(1),
    }),
  )
  .refine(({ turns = [''], gold }) => turns.length === gold.length, 'as many “gold” as turns');
export type GoldRow = z.infer<typeof goldRow>;
