import { z } from 'zod';
import type { Button, LinkButton } from '../../../cards/kit/card.ts';
import { type Line, textCard } from '../../../cards/kit/text-card.ts';
import type { Localizer } from '../../../locales/index.ts';
import { plainText } from '../../../services/commerce/index.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandTexts } from '../../conversation/command-texts.ts';
import { allows } from '../../conversation/permission.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { answerLinkUrl } from '../../understanding/answers/links.ts';
import { isTopic, TOPIC_TEXTS, type TopicId } from '../../understanding/answers/texts.ts';
import type { AnswerTopic } from '../../understanding/answers/topic.ts';
import { ANSWER_TOPICS } from '../../understanding/answers/topics.ts';
import { factsOf, isOutsider, mayBuyLine } from './answer-facts.ts';

export const answer = defineCommand({
  name: 'answer',
  allow: 'anyone',
  anyTenant: true,
  args: z.strictObject({ id: plainText(40) }),
  async run(context) {
    const { args, localizer } = context;
    if (!isTopic(args.id)) throw new Refusal({ code: 'no-such-answer' });
    const topic = ANSWER_TOPICS[args.id];
    const [facts, status] = await Promise.all([
      factsOf(context, topic.facts ?? []),
      topic.saysWhetherYouMayBuy ? mayBuyLine(context) : undefined,
    ]);
    const title = headingOf(args.id, context);
    const lines = topic.related.map((id): Line => ({ title: headingOf(id, context), verb: 'answer', data: { id } }));
    const text = answerParagraphs(args.id, context);
    return textCard({ title, status, text, facts, lines }, answerButtons(topic, context, localizer));
  },
});

const headingOf = (id: TopicId, { localizer }: CommandContext): string => {
  const { title, questions } = TOPIC_TEXTS[localizer.language][id];
  return title ?? questions[0] ?? id;
};

const answerParagraphs = (id: TopicId, context: CommandContext): string[] => {
  const { text, byAccount } = TOPIC_TEXTS[context.localizer.language][id];
  const own = isOutsider(context) ? undefined : byAccount?.[context.tenant.billingAccountType];
  return own === undefined ? [...text] : [own, ...text.slice(1)];
};

const answerButtons = (
  { steps, link }: AnswerTopic,
  { actor, commands, tenant }: CommandContext,
  localizer: Localizer,
): (Button | LinkButton)[] => [
  ...([...steps, 'help'] as const)
    .filter((name) => allows(actor, commands[name]))
    .map((name) => ({ title: commandTexts(name, localizer).title, verb: name })),
  ...(link ? [{ title: localizer.t(`answers.links.${link}`), url: answerLinkUrl(link, tenant.cloud) }] : []),
];
