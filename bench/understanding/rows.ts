import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const turn = z.union([z.string(), z.looseObject({ text: z.string() }).transform(({ text }) => text)]);

/** A person, and what they say; other properties are let be. */
export const row = z
  .looseObject({
    id: z.string(),
    /** Display name, user name or id. */
    as: z.string(),
    /** Of the person's own organization. */
    tenant: z.string().optional(),
    /** BCP 47, of their client. */
    locale: z.string().optional(),
    text: z.string().optional(),
    turns: z.array(turn).min(1).optional(),
  })
  .refine(({ text, turns }) => (text === undefined) !== (turns === undefined), '“text” or “turns”, one of them');

export type Row = z.infer<typeof row>;

/** What is said, one after the other. */
export const turnsOf = ({ text = '', turns = [text] }: Row): readonly string[] => turns;

/**
 * The rows of a file with one JSON object a line.
 * @throws {Error} with the file and the line of the first that is none
 */
export const readRows = async <Known>(file: string, schema: z.ZodType<Known>): Promise<Known[]> => {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parsed(line, schema, `${file}:${index + 1}`)]));
};

const parsed = <Known>(line: string, schema: z.ZodType<Known>, place: string): Known => {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`${place}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`);
  }
};
