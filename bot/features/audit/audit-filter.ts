import { z } from 'zod';
import type { ButtonData } from '../../../cards/kit/card.ts';
import type { AuditFilter } from '../../../services/commerce/api/audit.ts';
import type { Person, Product } from '../../../services/commerce/api/types.ts';
import { DAY_MS, POLICY } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { personText, productText, subscriptionRef } from '../../conversation/naming/arguments.ts';
import { personNamed } from '../../conversation/naming/named-person.ts';

/** What the audit trail can be narrowed to. */
export const auditArgs = {
  subscription: subscriptionRef.optional(),
  person: personText.optional(),
  /** What kind of changes. */
  about: z.enum(['policy', 'requests']).optional(),
  /** A product whose policy was changed. */
  product: productText.optional(),
  /** Back from now. */
  days: z.coerce.number().int().min(1).max(3650).optional(),
};
type AuditFilterContext = CommandContext & {
  readonly args: { readonly [Name in keyof typeof auditArgs]?: z.infer<(typeof auditArgs)[Name]> };
};

/** What the changes of a kind are kept under. */
const SUBJECTS = { policy: POLICY, requests: 'license-requests' } as const;

export interface NarrowedAudit {
  readonly filter: AuditFilter;
  /** The same in words. */
  readonly words: readonly string[];
  /** The arguments for the same, with ids for names. */
  readonly data: ButtonData;
}

/**
 * Names become ids.
 * @throws {Refusal} `which` where several people are meant
 * @throws {CommerceError} `no-such-purchaser` where nobody is
 */
export const narrowedAudit = async (context: AuditFilterContext): Promise<NarrowedAudit> => {
  const { args, now } = context;
  const { subscription, days } = args;
  const about = aboutOf(args);
  const product = about === 'policy' ? args.product : undefined;
  const again = { verb: 'audit', data: { subscription, days, about, product } };
  const [person, products] = await Promise.all([
    args.person === undefined ? undefined : personNamed(context, args.person, again),
    product === undefined ? undefined : context.commerce.findProducts(context.actor, product),
  ]);
  return {
    filter: {
      subject: subscription ?? (about && SUBJECTS[about]),
      by: person?.id,
      products: products?.map(({ id }) => id),
      from: days ? now() - days * DAY_MS : undefined,
    },
    words: filterWords(context, { about, person, products }),
    data: { subscription, person: person?.id, days, about, product },
  };
};

/** A subscription has no policy, and a product is one whose policy was changed. */
const aboutOf = ({ subscription, about, product }: AuditFilterContext['args']): keyof typeof SUBJECTS | undefined => {
  if (subscription) return undefined;
  return product === undefined ? about : 'policy';
};

interface Narrowing {
  readonly about: keyof typeof SUBJECTS | undefined;
  readonly person: Person | undefined;
  readonly products: readonly Product[] | undefined;
}

const filterWords = (
  { args: { subscription, days }, localizer: { t } }: AuditFilterContext,
  { about, person, products = [] }: Narrowing,
): string[] => [
  ...(subscription ? [subscription] : []),
  ...(about ? [t(`audit.about.${about}`)] : []),
  ...products.map(({ name }) => name),
  ...(person ? [t('audit.by', { name: person.displayName })] : []),
  ...(days ? [t('audit.lastDays', { count: days })] : []),
];
