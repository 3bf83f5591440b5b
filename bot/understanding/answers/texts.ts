import type { Language } from '../../../locales/index.ts';
import type { BillingAccountType } from '../../../services/commerce/api/types.ts';
import en from './en.json' with { type: 'json' };
import sv from './sv.json' with { type: 'json' };

export type TopicId = keyof typeof en;

/** One thing that people ask about, in one language. */
export interface TopicText {
  /** The heading of the answer, where it is not the first of the questions. */
  readonly title?: string;
  /** Ways to ask. */
  readonly questions: readonly string[];
  /** The topic in a few words, several times. */
  readonly about: readonly string[];
  /** Words of which a question on this topic has at least one, where there are such words. */
  readonly needs?: string;
  /** The answer, a paragraph each. */
  readonly text: readonly string[];
  /** What stands in place of the first paragraph for organizations with this kind of billing account. */
  readonly byAccount?: Readonly<Partial<Record<NonNullable<BillingAccountType>, string>>>;
}

export const TOPIC_TEXTS: Readonly<Record<Language, Readonly<Record<TopicId, TopicText>>>> = { en, sv };

export const TOPIC_IDS = Object.keys(en) as TopicId[];

/** Whether there is such a topic; ids come from cards, too. */
export const isTopic = (id: string): id is TopicId => Object.hasOwn(en, id);
