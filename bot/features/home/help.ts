import { z } from 'zod';
import type { Button } from '../../../cards/kit/card.ts';
import { type Line, textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import {
  type CommandContext,
  defineCommand,
  type SpokenCommand,
  spokenCommands,
  TOPICS,
  type Topic,
} from '../../conversation/command.ts';
import { commandTexts, menuLine } from '../../conversation/command-texts.ts';
import { allows } from '../../conversation/permission.ts';

export const help = defineCommand({
  name: 'help',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  inMenu: true,
  args: z.strictObject({ topic: z.enum(TOPICS).optional() }),
  inPublic: ({ t }) =>
    textCard({ title: t('help.inPublic'), text: [t('help.inPublicText')] }, [
      { title: t('commands.help.title'), verb: 'help' },
    ]),
  async run(context) {
    const { args, localizer } = context;
    const usable = await usableCommands(context);
    const back: Button = { title: localizer.t('commands.help.title'), verb: 'help' };
    if (args.topic)
      return textCard(
        { title: localizer.t(`topics.${args.topic}`), lines: linesOfTopic(usable, args.topic, localizer) },
        [back],
      );
    return helpOverview(context, usable);
  },
});

const usableCommands = async ({ actor, home, commands, commerce }: CommandContext): Promise<SpokenCommand[]> => {
  const isPartner = (await commerce.listCustomers(home.tenantId, home.userId)).length > 0;
  return spokenCommands(commands).filter(
    (command) => (command.topic !== 'partner' || isPartner) && allows(actor, command),
  );
};

const linesOfTopic = (usable: readonly SpokenCommand[], topic: Topic, localizer: Localizer): Line[] =>
  usable
    .filter((command) => command.topic === topic && command.name !== 'help')
    .map((each) => menuLine(each.name, localizer));

const helpOverview = ({ person, localizer }: CommandContext, usable: readonly SpokenCommand[]) => {
  const { t } = localizer;
  const [firstName = person.displayName] = person.displayName.split(' ');
  return textCard({
    title: t('help.title', { name: firstName }),
    text: [t('help.intro')],
    lines: TOPICS.flatMap((topic) => topicLine(topic, usable, localizer)),
    footer: t('help.footer'),
    fallback: t('help.fallback'),
  });
};

/** A topic with what can be said about it. */
const topicLine = (topic: Topic, usable: readonly SpokenCommand[], localizer: Localizer): Line[] => {
  const examples = usable
    .filter((command) => command.topic === topic)
    .map((each) => commandTexts(each.name, localizer).title);
  if (examples.length === 0) return [];
  return [{ title: localizer.t(`topics.${topic}`), text: examples.join(' · '), verb: 'help', data: { topic } }];
};
