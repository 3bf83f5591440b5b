import { z } from 'zod';
import { textCard } from '../../../cards/kit/text-card.ts';
import { erasedCard, eraseQuestion, unfinishedCard } from '../../../cards/privacy/erase.ts';
import { refuse } from '../../../services/commerce/api/errors.ts';
import type { UserId } from '../../../services/commerce/api/types.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { type Confirmed, confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { personText } from '../../conversation/naming/arguments.ts';
import { personNamed } from '../../conversation/naming/named-person.ts';

const args = z.strictObject({ person: personText.optional() });
type EraseContext = WithArgs<typeof args>;

/** Erases what is stored about a person: `erase personal data Lee Gu`, `radera personuppgifter Lee Gu`. */
export const erase = defineChange({
  name: 'erase',
  allow: 'erase-people',
  topic: 'settings',
  forgets: true,
  // It cannot be undone.
  neverProposed: true,
  args,
  async ask(context) {
    const { actor, args, privacy, localizer } = context;
    if (args.person === undefined) return whose(context);
    const { id } = await personNamed(context, args.person, { verb: 'erase' });
    const preview = await privacy.preview(actor, id);
    const title = localizer.t('commands.erase.title');
    const buttons = [
      confirmButton({ title, verb: 'erase', data: { person: id } }),
      ...commandButtons(['close'], localizer),
    ];
    return eraseQuestion(preview, buttons, localizer);
  },
  act,
});

/** With the id that the question found; nobody is looked up by a name any more. */
async function act(context: EraseContext, { operationId }: Confirmed) {
  const { actor, args, privacy, localizer } = context;
  const person = args.person ?? refuse({ code: 'no-such-purchaser', wanted: '' });
  const report = await privacy.erase(actor, person as UserId, operationId);
  if (report.found.length === 0)
    return erasedCard(report, commandButtons(['security-log', 'audit', 'help'], localizer), localizer);
  const again = { title: localizer.t('erase.again'), verb: 'erase', data: { person, operation: operationId } };
  return unfinishedCard([again], localizer);
}

const whose = ({ localizer }: EraseContext) =>
  textCard(
    { title: localizer.t('erase.choose'), text: [localizer.t('erase.chooseText')] },
    commandButtons(['help'], localizer),
  );
