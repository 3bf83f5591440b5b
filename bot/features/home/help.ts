import { z } from 'zod';
import { type Line, sheet } from '../../../cards/kit/text-card.ts';
import { type Command, type CommandContext, defineCommand, TOPICS, type Topic } from '../../conversation/command.ts';
import { commandTexts, menuLine } from '../../conversation/command-texts.ts';
import { allows } from '../../conversation/permission.ts';

export const help = defineCommand({
  name: 'help',
  allow: 'anyone',
  topic: 'settings',
  inMenu: true,
  args: z.strictObject({ topic: z.enum(TOPICS).optional() }),
  open: true,
  async run(context) {
    const { args, speech } = context;
    const usable = await usableCommands(context);
    const back = { title: speech.t('commands.help.title'), verb: 'help' };
    if (args.topic)
      return sheet({ title: speech.t(`topics.${args.topic}`), lines: ofTopic(usable, args.topic, speech) }, [back]);
    return welcome(context, usable);
  },
});

const usableCommands = async ({ actor, home, commands, commerce }: CommandContext): Promise<Command[]> => {
  const isPartner = (await commerce.customers(home.tenantId, home.userId)).length > 0;
  return commands.filter(({ topic, allow }) => topic && (topic !== 'partner' || isPartner) && allows(actor, { allow }));
};

const ofTopic = (usable: readonly Command[], topic: Topic, speech: CommandContext['speech']): Line[] =>
  usable.filter((command) => command.topic === topic && command.name !== 'help').map((each) => menuLine(each, speech));

const welcome = ({ person, speech }: CommandContext, usable: readonly Command[]) => {
  const { t } = speech;
  const [firstName = person.displayName] = person.displayName.split(' ');
  return sheet({
    title: t('help.title', { name: firstName }),
    text: [t('help.intro')],
    lines: TOPICS.flatMap((topic) => topicLine(topic, usable, speech)),
    footer: t('help.footer'),
    fallback: t('help.fallback'),
  });
};

/** A topic with what can be said about it. */
const topicLine = (topic: Topic, usable: readonly Command[], speech: CommandContext['speech']): Line[] => {
  const examples = usable.filter((command) => command.topic === topic).map((each) => commandTexts(each, speech).title);
  if (examples.length === 0) return [];
  return [{ title: speech.t(`topics.${topic}`), text: examples.join(' · '), verb: 'help', data: { topic } }];
};
