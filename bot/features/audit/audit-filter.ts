import { z } from 'zod';
import type { ButtonData } from '../../../cards/kit/card.ts';
import type { AuditFilter } from '../../../services/commerce/api/audit.ts';
import { DAY_MS } from '../../../services/commerce/index.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { personText, subscriptionRef } from '../../conversation/naming/arguments.ts';
import { personNamed } from '../../conversation/naming/named-person.ts';

/** What the audit trail can be narrowed to. */
export const auditArgs = {
  subscription: subscriptionRef.optional(),
  person: personText.optional(),
  /** Back from now. */
  days: z.coerce.number().int().min(1).max(3650).optional(),
};
type AuditFilterContext = CommandContext & {
  readonly args: { readonly [Name in keyof typeof auditArgs]?: z.infer<(typeof auditArgs)[Name]> };
};

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
  const { args, now, localizer } = context;
  const { subscription, days } = args;
  const again = { verb: 'audit', data: { subscription, days } };
  const person = args.person === undefined ? undefined : await personNamed(context, args.person, again);
  return {
    filter: {
      subject: subscription,
      by: person?.id,
      from: days ? now() - days * DAY_MS : undefined,
    },
    words: [
      ...(subscription ? [subscription] : []),
      ...(person ? [localizer.t('audit.by', { name: person.displayName })] : []),
      ...(days ? [localizer.t('audit.lastDays', { count: days })] : []),
    ],
    data: { subscription, person: person?.id, days },
  };
};
