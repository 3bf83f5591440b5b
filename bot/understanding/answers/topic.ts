import type { SpokenCommandName } from '../../../locales/index.ts';
import type { AnswerLink } from './links.ts';
import type { TopicId } from './texts.ts';

/** What an answer can tell of the organization of the person who asks. */
export type FactKind = 'country' | 'kind' | 'account' | 'currency' | 'policy' | 'purchases';

/** What goes with an answer beside its text. */
export interface AnswerTopic {
  /** Commands to go on with, the likeliest first; each person is offered those that they may use. */
  readonly steps: readonly SpokenCommandName[];
  readonly related: readonly TopicId[];
  readonly facts?: readonly FactKind[];
  /** Says whether the person who asks can buy here. */
  readonly saysWhetherYouMayBuy?: true;
  /** That it may be asked of a product: what holds for that one goes before the text, or instead of its `first` paragraph. */
  readonly product?: 'before' | 'first';
  /** Where to go on outside the bot. */
  readonly link?: AnswerLink;
}
