import { z } from 'zod';
import { exportCard } from '../../../cards/exports/export.ts';
import type { Button } from '../../../cards/kit/card.ts';
import { defineCommand } from '../../conversation/command.ts';
import { auditArgs, narrowedAudit } from '../audit/audit-filter.ts';
import { exportLink, exportName, offerAsFile } from './exports.ts';

export const exportAudit = defineCommand({
  name: 'export-audit',
  allow: 'read-own-audit',
  topic: 'overview',
  args: z.strictObject(auditArgs),
  async run(context) {
    const { actor, commerce, localizer } = context;
    const { filter, words, data } = await narrowedAudit(context);
    // Says early what the link would only say when it is opened.
    await commerce.exportAudit(actor, filter).next();
    const exported = { audit: filter };
    const what = [localizer.t('audit.title'), ...words].join(' · ');
    const url = await exportLink(context, exported);
    await offerAsFile(context, exported, { description: what, rows: ABOUT });
    const back: Button = { title: localizer.t('audit.back'), verb: 'audit', data };
    return exportCard(
      {
        what,
        fileName: exportName(exported, context),
        url,
        asksToSignIn: context.addresses.asksToSignIn,
        again: { verb: 'export-audit', data },
      },
      [back],
      localizer,
    );
  },
});

/** Nobody counts the trail; consent is asked with a size that stands for a small file. */
const ABOUT = 100;
