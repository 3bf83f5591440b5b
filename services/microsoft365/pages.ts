import { z } from 'zod';
import { Microsoft365Fault } from './fault.ts';
import { readAs } from './reading.ts';
import type { Ask, Call } from './request.ts';

/** More pages than this are a circle, or a directory of 5 million people. */
const MOST_PAGES = 5_000;

export interface GraphPage<Item> {
  readonly items: readonly Item[];
  /** Of a reading that follows changes: where the next one begins. Only on the last page. */
  readonly deltaLink?: string | undefined;
}

/** The pages of a list, each as it comes. A page may be empty and yet be followed by others. */
export async function* pagesOf<Item>(ask: Ask, call: Call, item: z.ZodType<Item>): AsyncGenerator<GraphPage<Item>> {
  const page = z.object({
    value: z.array(item),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });
  let path: string | undefined = call.path;
  for (let pages = 0; path !== undefined; pages += 1) {
    if (pages >= MOST_PAGES) throw new Microsoft365Fault('unreadable', { code: 'endless' });
    const read: z.infer<typeof page> = readAs(page, await ask({ ...call, path }));
    yield { items: read.value, deltaLink: read['@odata.deltaLink'] };
    path = read['@odata.nextLink'];
  }
}

/** All of a list that is short. */
export const allOf = async <Item>(ask: Ask, call: Call, item: z.ZodType<Item>): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const page of pagesOf(ask, call, item)) items.push(...page.items);
  return items;
};
