import type { SubscriptionFilter } from '../../../services/commerce/api/subscriptions.ts';
import { may } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';

/** The letters of references and numbers in examples: purchases, central subscriptions, invoices. */
type Letter = 'S' | 'C' | 'G';

/** A reference or a number as the examples of commands write them. */
const WRITTEN = /\b([SCG])-\d+\b/g;

/** Makes an example out of what the person has; undefined where there is nothing of that kind that they may name. */
export type OwnExample = (example: string) => string | undefined;

/** Looks up what this person's examples can name. */
export const ownExamples = async (context: CommandContext): Promise<OwnExample> => {
  const [S, C, G] = await Promise.all([
    firstOf(context, { source: 'self-service', statuses: ['Active'] }),
    firstOf(context, { source: 'central', statuses: ['Active'] }),
    firstInvoice(context),
  ]);
  const own: Readonly<Partial<Record<Letter, string | undefined>>> = { S, C, G };
  return (example) => {
    const isOthers = [...example.matchAll(WRITTEN)].some(([, letter]) => own[letter as Letter] === undefined);
    return isOthers ? undefined : example.replace(WRITTEN, (written, letter: Letter) => own[letter] ?? written);
  };
};

const firstOf = async (
  { actor, commerce }: CommandContext,
  filter: SubscriptionFilter,
): Promise<string | undefined> => {
  const query = { ...filter, limit: 1 };
  if (may(actor, 'see-purchases')) return refOf(await commerce.listSubscriptions(actor, query));
  if (filter.source !== 'self-service' || !may(actor, 'see-own')) return undefined;
  return refOf(await commerce.listOwnSubscriptions(actor, query));
};

type Page = Awaited<ReturnType<CommandContext['commerce']['listOwnSubscriptions']>>;

const refOf = ({ items }: Page): string | undefined => items[0]?.subscription.ref;

const firstInvoice = async ({ actor, commerce }: CommandContext): Promise<string | undefined> => {
  if (actor.partner || !may(actor, 'see-own')) return undefined;
  const { invoices } = await commerce.listInvoices(actor);
  return invoices[0]?.number;
};
