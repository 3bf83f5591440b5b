import { z } from 'zod';
import { auditCard } from '../../../cards/audit/audit.ts';
import { type Button, present } from '../../../cards/kit/card.ts';
import type { AuditPage } from '../../../services/commerce/api/audit.ts';
import { defineCommand, type WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { openSubscriptionButton } from '../../conversation/common-buttons.ts';
import { PAGE_LENGTH } from '../../conversation/paging.ts';
import { auditArgs, type NarrowedAudit, narrowedAudit } from './audit-filter.ts';
import { auditNames } from './audit-names.ts';
import { auditWords } from './audit-words.ts';

/** Position in the trail. */
const cursor = z
  .string()
  .regex(/^1\d{12}-\d{1,6}$/)
  .optional();
const args = z.strictObject({ ...auditArgs, older: cursor, newer: cursor });
/** People whom one change names; a step of a move has a hundred. */
const MOST_NAMED = 10;
type AuditContext = WithArgs<typeof args>;

export const audit = defineCommand({
  name: 'audit',
  allow: 'read-own-audit',
  topic: 'overview',
  args,
  async run(context) {
    const { actor, commerce, localizer } = context;
    const wanted = await narrowedAudit(context);
    const page = await commerce.listAudit(actor, wanted.filter, auditSlice(context));
    if (page.lines.length === 0) await assertExists(context);
    const names = await auditNames(commerce, actor, { lines: page.lines, most: MOST_NAMED });
    const lines = page.lines.map((line) => auditWords(line, names, localizer));
    return auditCard({ lines, filters: wanted.words }, auditButtons(page, wanted, context), localizer);
  },
});

const auditSlice = ({ args: { older, newer } }: AuditContext) => ({
  limit: PAGE_LENGTH,
  ...(newer ? { newerThan: newer } : older ? { olderThan: older } : {}),
});

/** Nothing is recorded of a subscription that does not exist, either. */
const assertExists = async ({ actor, args: { subscription }, commerce }: AuditContext): Promise<void> => {
  if (subscription) await commerce.getSubscription(actor, subscription);
};

const auditButtons = (
  { lines, newer, older }: AuditPage,
  { data }: NarrowedAudit,
  { args, localizer }: AuditContext,
): Button[] => {
  const { t } = localizer;
  const { subscription } = args;
  return present<Button>([
    newer && { title: t('audit.newer'), verb: 'audit', data: { ...data, newer } },
    older && { title: t('audit.older'), verb: 'audit', data: { ...data, older } },
    lines.length > 0 && { title: t('audit.export'), verb: 'export-audit', data },
    subscription && openSubscriptionButton(subscription, localizer),
    Object.values(data).some(Boolean) && { title: t('audit.whole'), verb: 'audit' },
    ...commandButtons(['help'], localizer),
  ]);
};
