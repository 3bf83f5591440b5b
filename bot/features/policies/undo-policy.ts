import { z } from 'zod';
import type { Card } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import { policyReceipt, undoQuestion } from '../../../cards/policies/policy-change.ts';
import type { Localizer } from '../../../locales/index.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { closeButton } from '../../conversation/common-buttons.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { afterPolicyChange, stepsOf } from './policy-steps.ts';

const args = z.strictObject({
  /** The operation that is to be taken back; the newest one if not given. */
  undoes: z.uuid().optional(),
});
type UndoContext = WithArgs<typeof args>;

export const undoPolicy = defineChange({
  name: 'undo-policy',
  allow: 'change-policy',
  topic: 'policy',
  args,
  ask: (context) => askBeforeUndoing(context),
  async act({ actor, commerce, localizer, args }, confirmed) {
    const policy = await commerce.getPolicy(actor);
    const { differences } = await commerce.undoPolicyChange(actor, args.undoes ?? nothingToUndo(), confirmed);
    const next = afterPolicyChange(confirmed.operationId, differences.length, localizer, 'redo');
    return policyReceipt({ steps: stepsOf(differences, policy, localizer), isUndone: true }, next, localizer);
  },
});

const nothingToUndo = (): never => refuse({ code: 'nothing-to-undo', changedSince: [] });

/** Said before anything was changed, or after an import of what was. */
const nothingChanged = (localizer: Localizer): Card => {
  const { t } = localizer;
  const text = { title: t('policy.nothingToUndo'), text: [t('policy.nothingToUndoText')] };
  return textCard(text, commandButtons(['policies', 'audit'], localizer));
};

/** A button names what it undoes and asks nothing: only a sentence comes here. */
const askBeforeUndoing = async ({ actor, args, commerce, localizer }: UndoContext) => {
  if (args.undoes) throw new Refusal({ code: 'stale-card' });
  const [policy, last] = await Promise.all([commerce.getPolicy(actor), commerce.getLastPolicyChange(actor)]);
  if (!last || last.differences.length === 0 || !z.uuid().safeParse(last.operation).success)
    return nothingChanged(localizer);
  const back = last.differences.map((difference) => ({
    ...difference,
    before: difference.value,
    value: difference.before,
  }));
  const { t, moment } = localizer;
  const name = last.by?.displayName ?? t('audit.gone');
  return undoQuestion(
    { steps: stepsOf(back, policy, localizer), madeBy: t('policy.madeBy', { name, when: moment(last.at) }) },
    [
      confirmButton({ title: t('buttons.undo'), verb: 'undo-policy', data: { undoes: last.operation } }),
      closeButton(localizer),
    ],
    localizer,
  );
};
