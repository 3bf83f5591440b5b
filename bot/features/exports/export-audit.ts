import { z } from 'zod';
import { exportCard } from '../../../cards/exports/export.ts';
import type { Button, ButtonData, Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import { refusalReason } from '../../../services/commerce/api/errors.ts';
import { defineCommand } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
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
    const isEmpty = await commerce
      .exportAudit(actor, filter)
      .next()
      .then(() => false, isNothing);
    if (isEmpty) return emptyTrail(data, localizer);
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

const isNothing = (error: unknown): true => {
  refusalReason(error, 'nothing-to-export');
  return true;
};

const emptyTrail = (data: ButtonData, localizer: Localizer): Card => {
  const { t } = localizer;
  const buttons = [{ title: t('audit.back'), verb: 'audit', data }, ...commandButtons(['help'], localizer)];
  return textCard({ title: t('audit.nothingToExport'), text: [t('audit.nothingToExportText')] }, buttons);
};

/** Nobody counts the trail; consent is asked with a size that stands for a small file. */
const ABOUT = 100;
