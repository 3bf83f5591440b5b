import { ADMIN_TOPICS } from './administering-topics.ts';
import { BUYING_TOPICS } from './buying-topics.ts';
import { OWNING_TOPICS } from './owning-topics.ts';
import type { TopicId } from './texts.ts';
import type { AnswerTopic } from './topic.ts';

/** What people say to the bot that is no question on its business. */
const SMALL_TALK = {
  thanks: { steps: [], related: [] },
  bye: { steps: [], related: [] },
  praise: { steps: [], related: [] },
  complaint: { steps: [], related: [], link: 'support' },
  confused: { steps: [], related: ['what-is', 'about-the-bot'] },
  'about-the-bot': { steps: [], related: ['bot-privacy', 'what-is'] },
  'off-topic': { steps: [], related: ['who-supports', 'what-is'] },
} as const satisfies Readonly<Partial<Record<TopicId, AnswerTopic>>>;

export const ANSWER_TOPICS: Readonly<Record<TopicId, AnswerTopic>> = {
  ...BUYING_TOPICS,
  ...OWNING_TOPICS,
  ...ADMIN_TOPICS,
  'bot-privacy': { steps: [], related: ['card-safety', 'what-admins-see', 'about-the-bot'] },
  ...SMALL_TALK,
};

/** Whether a topic is small talk. */
export const isSmallTalk = (id: TopicId): boolean => Object.hasOwn(SMALL_TALK, id);
