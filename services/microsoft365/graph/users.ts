import { z } from 'zod';
import { allOf, type GraphPage, pagesOf } from '../pages.ts';
import type { Ask } from '../request.ts';

const user = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
  /** Member or Guest; null on accounts from before there were guests. */
  userType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  preferredLanguage: z.string().nullish(),
  assignedLicenses: z.array(z.object({ skuId: z.guid() })).nullish(),
});

/** Somebody of the directory, with the kinds of licenses that they have. */
export type DirectoryUser = z.infer<typeof user>;

/** The most that a page takes, and the most ids that a filter takes. */
const PAGE_SIZE = 999;
const MOST_IDS = 15;
const USERS = `/v1.0/users?$select=${Object.keys(user.shape).join(',')}`;

/** Everybody, a page at a time: https://learn.microsoft.com/graph/api/user-list; needs User.Read.All */
export const userPages = (ask: Ask, pageSize = PAGE_SIZE): AsyncGenerator<GraphPage<DirectoryUser>> =>
  pagesOf(ask, { path: `${USERS}&$top=${pageSize}` }, user);

/** Those of some people whom the directory still has. */
export const readUsers = async (ask: Ask, ids: readonly string[]): Promise<DirectoryUser[]> => {
  const found: DirectoryUser[] = [];
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const named = ids.slice(from, from + MOST_IDS).map((id) => `'${id}'`);
    const path = `${USERS}&$filter=${encodeURIComponent(`id in (${named.join(',')})`)}`;
    found.push(...(await allOf(ask, { path }, user)));
  }
  return found;
};
