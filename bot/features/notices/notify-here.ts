import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import type { WithArgs } from '../../conversation/command.ts';
import { commandButtons } from '../../conversation/command-texts.ts';
import { confirmButton, defineChange } from '../../conversation/confirmed-command.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { threadless } from '../../teams/identity.ts';

const args = z.strictObject({
  /** What the button of the question says. */
  wanted: z.boolean().optional(),
});
type NotifyHereContext = WithArgs<typeof args>;

export const notifyHere = defineChange({
  name: 'notify-here',
  allow: 'notify-channel',
  topic: 'settings',
  // It speaks for everybody in the conversation.
  neverProposed: true,
  args,
  async ask(context) {
    const { actor, conversations, localizer } = context;
    return notifyHereQuestion(await conversations.isChosen(actor.tenantId, sharedHere(context)), localizer);
  },
  async act(context) {
    const { actor, args, conversations, localizer } = context;
    const { tenantId, userId } = actor;
    const location = sharedHere(context);
    if (!args.wanted) await conversations.unchoose(tenantId, location);
    else if (!(await conversations.choose(tenantId, location, userId))) throw new Refusal({ code: 'not-here' });
    return notifyHereReceipt(args.wanted === true, localizer);
  },
});

/** The channel or group that the command was given in. */
const sharedHere = ({ location }: NotifyHereContext): string => {
  if (!location.inGroup) throw new Refusal({ code: 'not-here' });
  return threadless(location.conversationId);
};

const notifyHereQuestion = (chosen: boolean, { t }: Localizer) => {
  const title = chosen ? t('notifyHere.stop') : t('notifyHere.start');
  const buttons: Button[] = [
    confirmButton({ title, verb: 'notify-here', data: { wanted: !chosen } }),
    { title: t('buttons.close'), verb: 'close' },
  ];
  return chosen
    ? textCard({ title: t('notifyHere.already'), text: [t('notifyHere.alreadyText')] }, buttons)
    : textCard({ title: t('notifyHere.ask'), text: [t('notifyHere.text'), t('notifyHere.yours')] }, buttons);
};

const notifyHereReceipt = (chosen: boolean, localizer: Localizer) => {
  const { t } = localizer;
  const [title, text] = chosen
    ? [t('notifyHere.started'), t('notifyHere.startedText')]
    : [t('notifyHere.stopped'), t('notifyHere.stoppedText')];
  return textCard({ title, text: [text] }, commandButtons(['notifications', 'notices', 'help'], localizer));
};
