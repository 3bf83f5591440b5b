import { z } from 'zod';
import type { RequestSummary } from '../../../services/commerce/api/requests.ts';
import type { ProductId, UserId } from '../../../services/commerce/api/types.ts';
import { idText } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { productTexts } from '../../conversation/naming/arguments.ts';
import { peopleArgs, peopleNamed } from '../../conversation/naming/named-people.ts';

/** How a sentence names requests: by their ids, whose they are, what they are for, or all of them. */
export const namedRequestArgs = {
  request: z.union([idText().transform((id) => [id]), z.array(idText()).max(100)]).optional(),
  /** Who has made them, or whom they are for; a list with commas. */
  people: peopleArgs.people,
  product: productTexts.optional(),
  all: z.literal(true).optional(),
};

type NamedRequests = { readonly [Name in keyof typeof namedRequestArgs]?: z.infer<(typeof namedRequestArgs)[Name]> };

/** Whether a sentence says which requests are meant. */
export const namesRequests = ({ request, people, product, all }: NamedRequests): boolean =>
  request !== undefined || people !== undefined || product !== undefined || all === true;

/** Requests that are looked through, the newest first. */
const LOOKED_THROUGH = 100;

/** Those that wait for a decision and that a sentence means; all of them where it names none. */
export const waitingRequests = async (context: CommandContext, named: NamedRequests): Promise<RequestSummary[]> => {
  const { actor, commerce } = context;
  const [{ items }, people, products] = await Promise.all([
    commerce.listRequests(actor, 'pending', { limit: LOOKED_THROUGH }),
    peopleMeant(context, named.people),
    productsMeant(context, named.product),
  ]);
  return items.filter(
    ({ request: { id, forUserIds, productId, requesterId } }) =>
      (!named.request || named.request.includes(id)) &&
      (!people || [requesterId, ...forUserIds].some((user) => people.has(user))) &&
      (!products || products.has(productId)),
  );
};

/** Everybody whom a name can mean: which of them is meant, the requests tell. */
const peopleMeant = async (
  context: CommandContext,
  people: string | undefined,
): Promise<ReadonlySet<UserId> | undefined> => {
  if (people === undefined) return undefined;
  const named = await peopleNamed(context, { people });
  return new Set([...named.people, ...named.ambiguous.flatMap((each) => each.people)].map(({ id }) => id));
};

const productsMeant = async (
  { actor, commerce }: CommandContext,
  texts: readonly string[] | undefined,
): Promise<ReadonlySet<ProductId> | undefined> => {
  const found = await Promise.all((texts ?? []).map((text) => commerce.findProducts(actor, text)));
  return texts && new Set(found.flat().map(({ id }) => id));
};
