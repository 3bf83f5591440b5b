import { z } from 'zod';
import type { Button, Card } from '../../../cards/kit/card.ts';
import { type Line, textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer, SpokenCommandName } from '../../../locales/index.ts';
import { may } from '../../../services/commerce/index.ts';
import {
  type CommandContext,
  defineCommand,
  type SpokenCommand,
  spokenCommands,
  TOPICS,
  type Topic,
} from '../../conversation/command.ts';
import { commandButtons, commandTexts, menuLine } from '../../conversation/command-texts.ts';
import { allows } from '../../conversation/permission.ts';
import { atAGlance } from './at-a-glance.ts';
import { type OwnExample, ownExamples } from './own-examples.ts';

export const help = defineCommand({
  name: 'help',
  allow: 'anyone',
  topic: 'settings',
  anyTenant: true,
  inMenu: true,
  /** Nothing opens the card to begin with; `all` lists the topics. */
  args: z.strictObject({ topic: z.enum(TOPICS).optional(), all: z.literal(true).optional() }),
  inPublic: ({ t }) =>
    textCard({ title: t('help.inPublic'), text: [t('help.inPublicText')] }, [
      { title: t('commands.help.title'), verb: 'help' },
    ]),
  async run(context) {
    const { args, localizer } = context;
    const usable = await usableCommands(context);
    if (!args.topic) return args.all ? helpOverview(usable, localizer) : home(context, usable);
    const lines = linesOfTopic({ usable, example: await ownExamples(context) }, args.topic, localizer);
    return textCard({ title: localizer.t(`topics.${args.topic}`), lines }, [moreButton(localizer)]);
  },
});

const moreButton = ({ t }: Localizer): Button => ({ title: t('help.more'), verb: 'help', data: { all: true } });

/** What people come for most, the first that they may do. */
const OFTEN: readonly SpokenCommandName[] = [
  'customers',
  'subscriptions',
  'policies',
  'requests',
  'spend',
  'my-subscriptions',
  'my-licenses',
  'request-license',
  'buy',
];
const MOST_OFFERED = 4;

/** The card to begin with: what there is to know now, and what people come for most. */
const home = async (context: CommandContext, usable: readonly SpokenCommand[]): Promise<Card> => {
  const { actor, person, localizer } = context;
  const { t } = localizer;
  const [firstName = person.displayName] = person.displayName.split(' ');
  const facts = await atAGlance(context);
  const offered = OFTEN.filter((name) => usable.some((command) => command.name === name));
  // Whoever sees everybody's purchases reaches their own there, too.
  const likely = may(actor, 'see-purchases') ? offered : offered.filter((name) => name !== 'subscriptions');
  return textCard(
    {
      title: t('help.title', { name: firstName }),
      text: [t('help.intro')],
      facts,
      footer: t('help.footer'),
      fallback: t('help.fallback'),
    },
    [...commandButtons(likely.slice(0, MOST_OFFERED), localizer), moreButton(localizer)],
  );
};

const usableCommands = async ({ actor, home, commands, commerce }: CommandContext): Promise<SpokenCommand[]> => {
  const isPartner = (await commerce.listCustomers(home.tenantId, home.userId)).length > 0;
  return spokenCommands(commands).filter(
    (command) => (command.topic !== 'partner' || isPartner) && allows(actor, command),
  );
};

/** An example that names what the person does not have would be refused: it is left out. */
const linesOfTopic = (
  { usable, example }: { readonly usable: readonly SpokenCommand[]; readonly example: OwnExample },
  topic: Topic,
  localizer: Localizer,
): Line[] =>
  usable
    .filter((command) => command.topic === topic && command.name !== 'help')
    .map((each) => menuLine(each.name, localizer))
    .map(({ example: written = '', ...line }) => {
      const own = example(written);
      return own === undefined ? line : { ...line, example: own };
    });

const helpOverview = (usable: readonly SpokenCommand[], localizer: Localizer): Card => {
  const { t } = localizer;
  return textCard(
    {
      title: t('help.all'),
      text: [t('help.allText')],
      lines: TOPICS.flatMap((topic) => topicLine(topic, usable, localizer)),
      footer: t('help.footer'),
      fallback: t('help.fallback'),
    },
    [{ title: t('help.start'), verb: 'help' }],
  );
};

/** A topic with what can be said about it. */
const topicLine = (topic: Topic, usable: readonly SpokenCommand[], localizer: Localizer): Line[] => {
  const examples = usable
    .filter((command) => command.topic === topic)
    .map((each) => commandTexts(each.name, localizer).title);
  if (examples.length === 0) return [];
  return [{ title: localizer.t(`topics.${topic}`), text: examples.join(' · '), verb: 'help', data: { topic } }];
};
