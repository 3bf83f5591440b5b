import type { CommandContext } from '../../bot/conversation/command.ts';
import { requestOfField } from '../../cards/requests/license-requests.ts';
import type { Commerce } from '../../services/commerce/index.ts';
import type { Args } from './outcome.ts';

/** Who asks, and where names are looked up as the bot looks them up. */
export interface Naming extends Pick<CommandContext, 'actor' | 'home'> {
  readonly commerce: Commerce;
  /** Id → name of an organization. */
  readonly tenantNames: ReadonlyMap<string, string>;
}

/** Undefined for what is not there, or not for this person: it stays as it was said. */
const looked = <Found>(found: Promise<Found>): Promise<Found | undefined> => found.catch(() => undefined);

const BETWEEN = /[,;\r\n&]|\s(?:and|och)\s/iu;
const MYSELF = /^(?:me|myself|mig|mig själv)$/iu;

const listed = (said: unknown): string[] =>
  [said]
    .flat()
    .flatMap((each) => String(each).split(BETWEEN))
    .map((each) => each.trim())
    .filter(Boolean);

const personName = async ({ actor, commerce }: Naming, said: string): Promise<string> => {
  const wanted = MYSELF.test(said) ? actor.userId : said;
  const resolved = await looked(commerce.findNamedPeople(actor, [wanted]));
  return resolved?.found[0]?.person.displayName ?? said;
};

const peopleNames = (naming: Naming, said: unknown): Promise<string[]> =>
  Promise.all(listed(said).map((each) => personName(naming, each)));

/** The names of the products that a text fits; the text where it fits none. */
const productNames = async ({ actor, commerce }: Naming, said: string): Promise<string[]> => {
  const found = await looked(commerce.findProducts(actor, said));
  return found?.map(({ name }) => name) ?? [said];
};

const oneOrMore = (name: string, values: readonly string[]): Args =>
  values.length === 1 ? { [name]: values[0] } : { [`${name}s`]: values };

const productArgument = async (naming: Naming, said: unknown): Promise<Args> => {
  const names = await Promise.all([said].flat().map((each) => productNames(naming, String(each))));
  return oneOrMore('product', [...new Set(names.flat())].sort());
};

const customerName = async ({ home, commerce, tenantNames }: Naming, said: string): Promise<string> => {
  const customers = (await looked(commerce.listCustomers(home.tenantId, home.userId))) ?? [];
  const fits = customers.filter(({ name }) => name.toLowerCase().startsWith(said.toLowerCase()));
  return tenantNames.get(said) ?? (fits.length === 1 ? fits[0]?.name : undefined) ?? said;
};

type Namer = (naming: Naming, said: unknown) => Promise<Args> | Args;

const references = (name: string) => (_: Naming, said: unknown) =>
  oneOrMore(
    name,
    [said].flat().map((ref) => String(ref).toUpperCase()),
  );

const invoiceNumber = async ({ actor, commerce }: Naming, said: unknown): Promise<Args> => ({
  invoice: (await looked(commerce.getInvoice(actor, String(said))))?.number ?? said,
});

/** Argument → how it is told; the others are told as they are. */
const NAMERS: Readonly<Record<string, Namer>> = {
  product: productArgument,
  products: productArgument,
  except: async (naming, said) => {
    const [first, ...others] = Object.values(await productArgument(naming, said)).flat();
    return { except: others.length === 0 ? first : [first, ...others] };
  },
  subscription: references('subscription'),
  subscriptions: references('subscription'),
  target: (_, said) => ({ target: String(said).toUpperCase() }),
  purchaser: async (naming, said) => ({ purchaser: await personName(naming, String(said)) }),
  customer: async (naming, said) => ({ customer: await customerName(naming, String(said)) }),
  invoice: invoiceNumber,
  id: (_, said) => ({ topic: said }),
};

/** All of these name people, in one list. */
const PEOPLE = ['people', 'names', 'person', 'chosen'];

/** Which requests are decided, whose they are and of what. */
const decisions = async ({ actor, commerce }: Naming, args: Args): Promise<Args> => {
  const decided = Object.entries(args).flatMap(([field, verdict]) => {
    const request = requestOfField(field);
    return request === undefined ? [] : [{ request, verdict }];
  });
  if (decided.length === 0) return {};
  const found = await Promise.all(decided.map(({ request }) => looked(commerce.getRequest(actor, request))));
  const people = found.flatMap((each) => each?.forPeople.map(({ displayName }) => displayName) ?? []);
  return {
    ...oneOrMore(
      'request',
      decided.map(({ request }) => request),
    ),
    ...oneOrMore('verdict', [...new Set(decided.map(({ verdict }) => String(verdict)))]),
    people: [...new Set(people)],
    ...oneOrMore('product', [...new Set(found.flatMap((each) => each?.product.name ?? []))]),
  };
};

/** The arguments with names for ids, under the names that people would give them. */
export const namedArguments = async (naming: Naming, args: Args): Promise<Args> => {
  const said = Object.entries(args).filter(([, value]) => value !== undefined);
  const people = said.filter(([name]) => PEOPLE.includes(name)).map(([, value]) => value);
  const others = said.filter(([name]) => !PEOPLE.includes(name) && requestOfField(name) === undefined);
  const told = await Promise.all(others.map(([name, value]) => NAMERS[name]?.(naming, value) ?? { [name]: value }));
  return Object.assign(
    {},
    ...told,
    people.length > 0 && { people: [...new Set(await peopleNames(naming, people))] },
    await decisions(naming, args),
  );
};
