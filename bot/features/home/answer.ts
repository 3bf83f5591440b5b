import { z } from 'zod';
import type { Button, LinkButton } from '../../../cards/kit/card.ts';
import { type Line, type TextCardData, textCard } from '../../../cards/kit/text-card.ts';
import type { ProductId } from '../../../services/commerce/api/types.ts';
import { plainText } from '../../../services/commerce/index.ts';
import { type CommandContext, defineCommand } from '../../conversation/command.ts';
import { commandTexts } from '../../conversation/command-texts.ts';
import { productText } from '../../conversation/naming/arguments.ts';
import { allows } from '../../conversation/permission.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { answerLinkUrl } from '../../understanding/answers/links.ts';
import { isTopic, TOPIC_TEXTS, type TopicId } from '../../understanding/answers/texts.ts';
import type { AnswerTopic } from '../../understanding/answers/topic.ts';
import { ANSWER_TOPICS } from '../../understanding/answers/topics.ts';
import { factsOf, isOutsider, mayBuyLine } from './answer-facts.ts';
import { type ProductAnswer, productAnswer } from './answer-product.ts';

export const answer = defineCommand({
  name: 'answer',
  allow: 'anyone',
  anyTenant: true,
  args: z.strictObject({ id: plainText(40), product: productText.optional() }),
  async run(context) {
    const { id, product } = context.args;
    if (!isTopic(id)) throw new Refusal({ code: 'no-such-answer' });
    const topic = ANSWER_TOPICS[id];
    const known = topic.product && product !== undefined ? await productAnswer(context, product) : undefined;
    const content = known ? contentOnProduct(id, known, context) : await contentOf(id, context);
    const lines = topic.related.map((other) => relatedLine(other, known?.product, context));
    return textCard({ title: headingOf(id, context), ...content, lines }, answerButtons(topic, known, context));
  },
});

type Content = Pick<TextCardData, 'status' | 'text' | 'facts'>;

const contentOf = async (id: TopicId, context: CommandContext): Promise<Content> => {
  const { facts: kinds = [], saysWhetherYouMayBuy } = ANSWER_TOPICS[id];
  const [facts, status] = await Promise.all([
    factsOf(context, kinds),
    saysWhetherYouMayBuy ? mayBuyLine(context) : undefined,
  ]);
  return { status, text: answerParagraphs(id, context), facts };
};

/** What holds for the product says more than what holds for some or others. */
const contentOnProduct = (id: TopicId, { status, facts }: ProductAnswer, context: CommandContext): Content => {
  const text = answerParagraphs(id, context);
  return { status, text: status && ANSWER_TOPICS[id].product === 'first' ? text.slice(1) : text, facts };
};

const relatedLine = (id: TopicId, product: ProductId | undefined, context: CommandContext): Line => ({
  title: headingOf(id, context),
  verb: 'answer',
  data: { id, product: ANSWER_TOPICS[id].product && product },
});

const headingOf = (id: TopicId, { localizer }: CommandContext): string => {
  const { title, questions } = TOPIC_TEXTS[localizer.language][id];
  return title ?? questions[0] ?? id;
};

const answerParagraphs = (id: TopicId, context: CommandContext): string[] => {
  const { text, byAccount } = TOPIC_TEXTS[context.localizer.language][id];
  const { billingAccountType: account } = context.tenant;
  const own = isOutsider(context) || account === null ? undefined : byAccount?.[account];
  return own === undefined ? [...text] : [own, ...text.slice(1)];
};

/** What its facts say already, and what leads to it only where it can be had so. */
const OF_PRODUCT: ReadonlySet<string> = new Set(['price', 'buy', 'request-license']);

/** Where the steps lead to a product, only those that it can be had by. */
const answerButtons = (
  { steps, link }: AnswerTopic,
  known: ProductAnswer | undefined,
  { actor, commands, tenant, localizer }: CommandContext,
): (Button | LinkButton)[] => {
  const product = known?.product;
  const others = product === undefined ? steps : steps.filter((name) => !OF_PRODUCT.has(name));
  const named = ([...others, 'help'] as const).map((verb) => ({ verb }));
  const ofProduct = (known?.steps ?? []).map((verb) => ({ verb, data: { product } }));
  return [
    ...[...ofProduct, ...named]
      .filter(({ verb }) => allows(actor, commands[verb]))
      .map((button) => ({ title: commandTexts(button.verb, localizer).title, ...button })),
    ...(link ? [{ title: localizer.t(`answers.links.${link}`), url: answerLinkUrl(link, tenant.cloud) }] : []),
  ];
};
