import type { Commerce } from '../../../services/commerce/index.ts';
import type { KeptAnswers } from '../../../services/conversations/kept-answers.ts';
import type { Conversations } from '../../../services/conversations/references.ts';
import { createNotices, type Notices, type NoticesOptions } from '../../../services/notices/index.ts';
import type { AnswerSender } from '../../../services/notices/ports.ts';
import type { Proactive } from '../../teams/proactive.ts';
import { createMailWriter } from './mail-writer.ts';
import { createAnswerSender, createNotifier } from './notifier.ts';

type Parts = Omit<NoticesOptions, 'notifier' | 'writer' | 'answers'> & {
  readonly commerce: Commerce;
  readonly conversations: Conversations;
  readonly proactive: Pick<Proactive, 'notify'>;
  readonly keptAnswers: KeptAnswers;
  /** Comes to an answer that was promised. */
  readonly redeem: AnswerSender['send'];
};

/** What becomes of the notices, with cards and mails as the bot renders them. */
export const openNotices = ({ commerce, proactive, keptAnswers, redeem, ...options }: Parts): Notices => {
  const rendering = { commerce, conversations: options.conversations };
  return createNotices({
    ...options,
    notifier: createNotifier({ ...rendering, proactive, log: options.log }),
    writer: createMailWriter(rendering),
    answers: { kept: keptAnswers, sender: createAnswerSender(proactive, redeem) },
  });
};
