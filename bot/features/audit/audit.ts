import { z } from 'zod';
import { auditCard } from '../../../cards/audit/audit.ts';
import type { Button } from '../../../cards/kit/card.ts';
import type { AuditPage } from '../../../services/commerce/api/views.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { PAGE_LENGTH } from '../../conversation/paging.ts';
import { auditArgs, type NarrowedAudit, narrowed } from './audit-filter.ts';
import { namesIn } from './audit-names.ts';
import { auditWords } from './audit-words.ts';

/** Position in the trail. */
const cursor = z
  .string()
  .regex(/^\d{1,16}-\d{1,16}$/)
  .optional();
const args = z.strictObject({ ...auditArgs, older: cursor, newer: cursor });
/** People whom one change names; a step of a move has a hundred. */
const MOST_NAMED = 10;
type Given = CommandContext & { readonly args: z.infer<typeof args> };

export const audit = defineCommand({
  name: 'audit',
  allow: 'read-own-audit',
  topic: 'overview',
  args,
  async run(context) {
    const { actor, commerce, localizer } = context;
    const wanted = await narrowed(context);
    const page = await commerce.readAudit(actor, wanted.filter, sliceOf(context));
    if (page.lines.length === 0) await assertExists(context);
    const names = await namesIn(commerce, actor, { lines: page.lines, most: MOST_NAMED });
    const lines = page.lines.map((line) => auditWords(line, names, localizer));
    return auditCard({ lines, filters: wanted.words }, buttons(page, wanted, context), localizer);
  },
});

const sliceOf = ({ args: { older, newer } }: Given) => ({
  limit: PAGE_LENGTH,
  ...(newer ? { newerThan: newer } : older ? { olderThan: older } : {}),
});

/** Nothing is recorded of a subscription that does not exist, either. */
const assertExists = async ({ actor, args: { subscription }, commerce }: Given): Promise<void> => {
  if (subscription) await commerce.getSubscription(actor, subscription);
};

const buttons = ({ lines, newer, older }: AuditPage, { data }: NarrowedAudit, { args, localizer }: Given): Button[] => {
  const { t } = localizer;
  const { subscription } = args;
  return [
    ...(newer ? [{ title: t('audit.newer'), verb: 'audit', data: { ...data, newer } }] : []),
    ...(older ? [{ title: t('audit.older'), verb: 'audit', data: { ...data, older } }] : []),
    ...(lines.length > 0 ? [{ title: t('audit.export'), verb: 'export-audit', data }] : []),
    ...(subscription
      ? [{ title: t('buttons.openSubscription', { ref: subscription }), verb: 'subscription', data: { subscription } }]
      : []),
    ...(Object.values(data).some(Boolean) ? [{ title: t('audit.whole'), verb: 'audit' }] : []),
    ...commandButtons(['help'], localizer),
  ];
};
