import { z } from 'zod';
import type { Sender } from '../../teams/identity.ts';
import type { Services } from '../ports.ts';
import { reasonOf } from '../refusals/refusal.ts';
import { loadViewer } from '../viewer.ts';

/** A choice that is offered while somebody types. */
interface Found {
  readonly title: string;
  readonly value: string;
}

/** What a card's field looks up; nothing for anyone who may not look it up, and for what is no question. */
export type Search = (sender: Sender | undefined, value: unknown) => Promise<Found[]>;

type SearchServices = Pick<Services, 'commerce' | 'preferences'>;

/** The client shows 15 at most: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
const MOST_SHOWN = 15;

const question = z.object({
  queryText: z.string().trim().min(1).max(100),
  dataset: z.literal('people'),
  queryOptions: z.object({ top: z.number().int().min(1).max(MOST_SHOWN).catch(MOST_SHOWN) }).optional(),
});

/** Looks up the people of the tenant that the asking person acts in. */
export const createSearch =
  (services: SearchServices): Search =>
  async (sender, value) => {
    const asked = question.safeParse(value);
    if (!sender || !asked.success) return [];
    const { queryText, queryOptions } = asked.data;
    try {
      const { actor } = await loadViewer(services, sender, 'chosen');
      const people = await services.commerce.findPeople(actor, queryText, queryOptions?.top ?? MOST_SHOWN);
      return people.map(({ id, displayName, userPrincipalName }) => ({
        title: `${displayName} (${userPrincipalName})`,
        value: id,
      }));
    } catch (error) {
      if (reasonOf(error)) return [];
      throw error;
    }
  };
