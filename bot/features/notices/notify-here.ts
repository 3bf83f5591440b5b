import { z } from 'zod';
import { sheet } from '../../../cards/kit/text-card.ts';
import type { CommandContext } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { Refusal } from '../../conversation/refusals.ts';
import { threadless } from '../../teams/identity.ts';

const args = z.strictObject({
  /** What the button of the question says. */
  wanted: z.boolean().optional(),
});
type Given = CommandContext & { readonly args: z.infer<typeof args> };

export const notifyHere = defineChange({
  name: 'notify-here',
  allow: 'change-policy',
  topic: 'settings',
  args,
  async ask(context) {
    const { actor, conversations, speech } = context;
    return question(await conversations.isChosen(actor.tenantId, sharedHere(context)), speech);
  },
  async act(context) {
    const { actor, args, conversations, speech } = context;
    const { tenantId, userId } = actor;
    const here = sharedHere(context);
    if (!args.wanted) await conversations.unchoose(tenantId, here);
    else if (!(await conversations.choose(tenantId, here, userId))) throw new Refusal({ code: 'not-here' });
    return receipt(args.wanted === true, speech);
  },
});

/** The channel or group that the command was given in. */
const sharedHere = ({ here }: Given): string => {
  if (!here.inGroup) throw new Refusal({ code: 'not-here' });
  return threadless(here.conversationId);
};

const question = (chosen: boolean, { t }: CommandContext['speech']) => {
  const title = chosen ? t('notifyHere.stop') : t('notifyHere.start');
  const buttons = [
    confirmButton({ title, verb: 'notify-here', data: { wanted: !chosen } }),
    { title: t('buttons.close'), verb: 'close' },
  ];
  return chosen
    ? sheet({ title: t('notifyHere.already'), text: [t('notifyHere.alreadyText')] }, buttons)
    : sheet({ title: t('notifyHere.ask'), text: [t('notifyHere.text'), t('notifyHere.yours')] }, buttons);
};

const receipt = (chosen: boolean, speech: CommandContext['speech']) => {
  const { t } = speech;
  const [title, text] = chosen
    ? [t('notifyHere.started'), t('notifyHere.startedText')]
    : [t('notifyHere.stopped'), t('notifyHere.stoppedText')];
  return sheet({ title, text: [text] }, commandButtons(['notifications', 'notices', 'help'], speech));
};
