import assert from 'node:assert/strict';
import { z } from 'zod';
import { commands } from '../../bot/features/index.ts';
import { LISTS, VALUES } from '../../services/commerce/import/format/format.ts';
import { sourcesOf } from '../support/tree/sources.ts';

/** A place in a schema where a value stands that is not made of others. */
interface Leaf {
  readonly path: string;
  readonly schema: z.core.$ZodType;
}

type Definition = { readonly type: string } & Record<string, unknown>;

const partsOf = ({ type, ...def }: Definition): [string, unknown][] => {
  if (type === 'object') return [...Object.entries(def['shape'] as object), ['*', def['catchall']]];
  if (type === 'union') return (def['options'] as unknown[]).map((option, i) => [`|${i}`, option]);
  if (type === 'record')
    return [
      ['key', def['keyType']],
      ['value', def['valueType']],
    ];
  if (type === 'array') return [['[]', def['element']]];
  if (type === 'pipe')
    return [
      ['in', def['in']],
      ['out', def['out']],
    ];
  return ['innerType', 'left', 'right'].flatMap((name): [string, unknown][] => (def[name] ? [[name, def[name]]] : []));
};

const leavesOf = (schema: z.core.$ZodType, path: string): Leaf[] => {
  const parts = partsOf(schema._zod.def as unknown as Definition).filter(([, part]) => part !== undefined);
  if (parts.length === 0) return [{ path, schema }];
  return parts.flatMap(([name, part]) => leavesOf(part as z.core.$ZodType, `${path}.${name}`));
};

const NUMBERS: readonly unknown[] = [
  '4242424242424242',
  '4242 4242 4242 4242',
  'nr ４２４２-４２４２-４２４２-４２４２, 12/28',
  4242424242424242,
];

/** Leaves that check nothing themselves: what is before or behind them does. */
const OPEN = new Set(['transform', 'never']);

const takesNumber = ({ schema }: Leaf): boolean =>
  !OPEN.has(schema._zod.def.type) && NUMBERS.some((number) => z.safeParse(schema, number).success);

const schemas = {
  ...Object.fromEntries(Object.values(commands).map(({ name, args }) => [name, args])),
  ...Object.fromEntries(
    Object.entries({ ...VALUES, ...LISTS }).map(([part, schema]) => [`the file's ${part}`, schema]),
  ),
};

/** There it is what the channel or we ourselves have written: the shape of a press, the data of links, a file's place. */
const BARE: readonly string[] = [
  'bot/conversation/press.ts',
  'bot/features/billing/invoice-view.ts',
  'bot/features/billing/payment-page-links.ts',
  'bot/features/exports/exports.ts',
  'bot/features/exports/file-answer.ts',
];

describe('Free text', () => {
  for (const [name, schema] of Object.entries(schemas))
    it(`of ${name} takes no number of a card`, () => {
      assert.deepEqual(
        leavesOf(schema, name)
          .filter(takesNumber)
          .map(({ path }) => path),
        [],
      );
    });

  it('is found wherever it is', () => {
    const schema = z.object({
      a: z.array(z.union([z.string(), z.literal(1)])).optional(),
      b: z.record(z.string(), z.int()),
    });
    assert.deepEqual(
      leavesOf(schema, 'x')
        .filter(takesNumber)
        .map(({ path }) => path),
      ['x.a.innerType.[].|0', 'x.b.key', 'x.b.value'],
    );
  });

  it('is declared by plainText and its kin in what people reach', () => {
    const within = ['bot/features', 'bot/conversation', 'services/commerce'];
    const bare = sourcesOf(...within).flatMap(({ path, text }) =>
      [...text.matchAll(/z\s*\.string\(\)(?![\s\S]{0,60}?\.(?:regex|transform|refine)\()/g)].map(() => path),
    );
    assert.deepEqual([...new Set(bare)].sort(), BARE);
  });
});
