import { z } from 'zod';
import type { Button, LinkButton } from '../../../cards/card.ts';
import { type Line, sheet } from '../../../cards/sheet.ts';
import { factsOf, isOutsider, mayBuyLine } from '../../answers/facts.ts';
import { pageUrl } from '../../answers/pages.ts';
import { isTopic, TOPIC_TEXTS, type TopicId } from '../../answers/texts.ts';
import { TOPICS, type Topic } from '../../answers/topics.ts';
import { type CommandContext, defineCommand } from '../../command.ts';
import { commandTexts } from '../../menu-line.ts';
import { allows } from '../../permission.ts';
import { Refusal } from '../../refusals.ts';

export const answer = defineCommand({
  name: 'answer',
  allow: 'anyone',
  args: z.strictObject({ id: z.string().max(40) }),
  async run(context) {
    const { args, speech } = context;
    if (!isTopic(args.id)) throw new Refusal({ code: 'no-such-answer' });
    const topic = TOPICS[args.id];
    const [facts, status] = await Promise.all([
      factsOf(context, topic.facts ?? []),
      topic.saysWhetherYouMayBuy ? mayBuyLine(context) : undefined,
    ]);
    const title = headingOf(args.id, context);
    const lines = topic.related.map((id): Line => ({ title: headingOf(id, context), verb: 'answer', data: { id } }));
    const text = paragraphs(args.id, context);
    return sheet({ title, ...(status && { status }), text, facts, lines }, buttons(topic, context, speech));
  },
});

const headingOf = (id: TopicId, { speech }: CommandContext): string =>
  TOPIC_TEXTS[speech.language][id].questions[0] ?? id;

const paragraphs = (id: TopicId, context: CommandContext): string[] => {
  const { text, byAccount } = TOPIC_TEXTS[context.speech.language][id];
  const own = isOutsider(context) ? undefined : byAccount?.[context.tenant.billingAccountType];
  return [...text, ...(own === undefined ? [] : [own])];
};

const buttons = (
  { steps, page }: Topic,
  { actor, commands, tenant }: CommandContext,
  speech: CommandContext['speech'],
): (Button | LinkButton)[] => [
  ...[...steps, 'help']
    .flatMap((name) => commands.find((command) => command.name === name) ?? [])
    .filter((command) => allows(actor, command))
    .map((command) => ({ title: commandTexts(command, speech).title, verb: command.name })),
  ...(page ? [{ title: speech.t(`answers.pages.${page}`), url: pageUrl(page, tenant.cloud) }] : []),
];
