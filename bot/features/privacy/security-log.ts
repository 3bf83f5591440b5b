import { z } from 'zod';
import { type Button, present } from '../../../cards/kit/card.ts';
import { securityLogCard } from '../../../cards/privacy/security-log.ts';
import { commandNamed, defineCommand, type WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { personText } from '../../conversation/naming/arguments.ts';
import { personNamed } from '../../conversation/naming/named-person.ts';
import { PAGE_LENGTH } from '../../conversation/paging.ts';
import { securityWords } from './security-words.ts';

const args = z.strictObject({
  person: personText.optional(),
  /** Position in the log. */
  older: z
    .string()
    .regex(/^[0-9a-z]{1,11}-[0-9a-z]{1,11}$/)
    .optional(),
});
type SecurityLogContext = WithArgs<typeof args>;

export const securityLog = defineCommand({
  name: 'security-log',
  allow: 'read-security-log',
  topic: 'overview',
  args,
  async run(context) {
    const { actor, args, commands, localizer } = context;
    const person = args.person && (await personNamed(context, args.person, { verb: 'security-log' }));
    const query = { limit: PAGE_LENGTH, userId: person ? person.id : undefined, olderThan: args.older };
    const { entries, older } = await context.securityLog.page(actor.tenantId, query);
    const words = await securityWords(context, entries, (verb) => commandNamed(commands, verb)?.name);
    const filter = person ? localizer.t('securityLog.by', { name: person.displayName }) : undefined;
    const data = { person: person ? person.id : undefined };
    return securityLogCard({ lines: words, filter }, pageButtons(context, data, older), localizer);
  },
});

const pageButtons = (
  { args, localizer }: SecurityLogContext,
  data: { readonly person: string | undefined },
  older: string | undefined,
): Button[] => {
  const { t } = localizer;
  return present<Button>([
    older && { title: t('securityLog.older'), verb: 'security-log', data: { ...data, older } },
    args.older && { title: t('securityLog.newest'), verb: 'security-log', data },
    data.person && { title: t('securityLog.whole'), verb: 'security-log' },
    ...commandButtons(['audit', 'help'], localizer),
  ]);
};
