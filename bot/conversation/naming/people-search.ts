import { z } from 'zod';
import { plainText } from '../../../services/commerce/index.ts';
import type { Sender } from '../../teams/identity.ts';
import type { Services } from '../ports.ts';
import { reasonOf } from '../refusals/refusal.ts';
import { unsealedDataset } from '../sealed-card.ts';
import { loadViewer, type Viewer } from '../viewer.ts';

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
  queryText: plainText(100).trim().min(1),
  dataset: z
    .string()
    .max(100)
    .transform(unsealedDataset)
    .refine(({ dataset }) => dataset === 'people'),
  queryOptions: z
    .object({ top: z.number().int().min(1).max(MOST_SHOWN).catch(MOST_SHOWN) })
    .optional()
    .catch(undefined),
});

/** Looks up the people of the tenant that the card is about, while the asking person acts in it. */
export const createSearch =
  (services: SearchServices): Search =>
  async (sender, value) => {
    const asked = question.safeParse(value);
    if (!sender || !asked.success) return [];
    const { queryText, queryOptions, dataset } = asked.data;
    try {
      const viewer = await loadViewer(services, sender, 'chosen');
      if (!isAbout(dataset, viewer)) return [];
      const people = await services.commerce.findPeople(viewer.actor, queryText, queryOptions?.top ?? MOST_SHOWN);
      return people.map(({ id, displayName, userPrincipalName }) => ({
        title: `${displayName} (${userPrincipalName})`,
        value: id,
      }));
    } catch (error) {
      if (reasonOf(error)) return [];
      throw error;
    }
  };

/** Whether the card is about whom the person acts for; one of earlier versions names no tenant, and is about their own. */
const isAbout = ({ tenant }: { readonly tenant: string | undefined }, { actor, home, lost }: Viewer): boolean =>
  !lost && (tenant ?? home.tenantId) === actor.tenantId;
