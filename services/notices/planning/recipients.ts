import type { UserId } from '../../commerce/api/types.ts';
import type { OpenTenant } from '../../commerce/store/tenants.ts';
import type { Notice } from '../notice.ts';
import { rolesOf } from './audience.ts';

/** People looked at in one step: few enough that nobody else waits long. */
const PAGE = 100;

/** Some of the people that a notice is for. Somebody with two roles is met twice. */
export interface RecipientPage {
  readonly users: readonly UserId[];
  /** What leads to the next page; '' after the last one. */
  readonly next: string;
}

/**
 * The people that a notice is for, a page at a time, however many have the role.
 * @param page '' for the first one
 */
export const recipientPage = async (
  { redis, keys }: OpenTenant,
  { to }: Notice,
  page: string,
): Promise<RecipientPage> => {
  if ('user' in to) return { users: [to.user], next: '' };
  const roles = rolesOf(to.role);
  const [position = '0', last] = page.split(':');
  const role = roles[Number(position)];
  if (!role) return { users: [], next: '' };
  const from = last ? `(${last}` : '-';
  const users = await redis.zRange(keys.holdersOf(role), from, '+', { BY: 'LEX', LIMIT: { offset: 0, count: PAGE } });
  const after = Number(position) + 1;
  const nextRole = after < roles.length ? `${after}:` : '';
  return { users: users as UserId[], next: users.length === PAGE ? `${position}:${users.at(-1)}` : nextRole };
};
