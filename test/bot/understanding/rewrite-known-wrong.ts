import { knownWrongQuestions } from './answers/faq.ts';
import { knownWrongSentences } from './grammar/corpus.ts';
import { rewriteKnownWrong } from './known-wrong.ts';

/** Rewrites the lists of what is known to be wrong: `npm run test:known-wrong`. The difference belongs into the review. */
for (const list of [knownWrongSentences, knownWrongQuestions]) rewriteKnownWrong(list);
