import { createGivenAnswers } from '../../services/conversations/given-answers.ts';
import { createSeenActivities } from '../../services/conversations/seen-activities.ts';
import { createFairQueue } from '../../services/limits/fair-queue.ts';
import { createDispatch } from '../conversation/dispatch.ts';
import { createSearch } from '../conversation/naming/people-search.ts';
import type { Follow } from '../conversation/ports.ts';
import { createPropose } from '../conversation/proposals.ts';
import { createArrivals } from '../conversation/viewer.ts';
import { announceSavedPaymentMethod } from '../features/billing/payment-method-saved.ts';
import { createFileConsent } from '../features/exports/file-consent.ts';
import { createFileOffers } from '../features/exports/file-offer.ts';
import { commands } from '../features/index.ts';
import { createAnswering } from '../teams/answering/answering.ts';
import { createApp } from '../teams/app.ts';
import { createReferenceKeeper } from '../teams/conversation-references.ts';
import { createInTime } from '../teams/deadline.ts';
import { createTurnGate } from '../teams/turn-gate.ts';
import { createLatePlanner } from '../understanding/model/late-planner.ts';
import { exportPage } from '../web/downloads/export-page.ts';
import { invoicePage } from '../web/downloads/invoice-page.ts';
import { paymentPage } from '../web/payment/payment-page.ts';
import { signedInPage } from '../web/sign-in/signed-in-page.ts';
import type { Config } from './config.ts';
import type { OpenServices } from './open-services.ts';

interface BotOptions {
  readonly follow: Follow;
  /** Whether the chat client takes files; the Playground does not. */
  readonly takesFiles: boolean;
  /** Where files stand while they are put into OneDrive. */
  readonly folder: string;
  /** Whether a file may be sent to an address. */
  readonly isAllowed: (address: string) => boolean;
  readonly languageModel: Config['languageModel'];
}

/** Turns under way in a process, of all and of one tenant, and those that wait of one tenant. */
const TURNS = { atOnce: 16, ofOne: 2, waiting: 100 };

/** The conversation and the pages on top of the services. */
export const openBot = (services: OpenServices, options: BotOptions) => {
  const { redis, log, payments, proactive, promising, signIn, limits } = services;
  const { follow, takesFiles, folder, isAllowed, languageModel } = options;
  const shared = { ...services, commands };
  const queue = createFairQueue(TURNS);
  const propose = createPropose(createLatePlanner({ endpoint: languageModel, log }), commands, limits);
  const fileConsent = createFileConsent({ ...shared, folder, isAllowed });
  const dispatch = createDispatch({
    ...shared,
    follow,
    offerFile: takesFiles ? createFileOffers(proactive, log) : undefined,
    propose: languageModel && propose,
  });
  const beginArrival = createArrivals(services);
  const answering = createAnswering({ ...services, dispatch, beginArrival, ...answersIn(redis) });
  promising.answerBy(answering.answerAgain);
  const app = createApp({
    answering,
    search: createSearch(services),
    fileConsent,
    keepReference: createReferenceKeeper(services),
  });
  const cards = { testCards: payments.testCards, onPaymentMethodSaved: announceSavedPaymentMethod(proactive) };
  const pages = [paymentPage({ ...shared, ...cards }), exportPage(shared), invoicePage(shared)];
  return {
    inTime: createInTime({ update: proactive.update, promise: promising.promise, log }),
    onTurn: createTurnGate({ ...services, queue }, app.run.bind(app)),
    fileConsent,
    pages: signIn ? [...pages, signedInPage({ ...services, signIn })] : pages,
  };
};

/** What is remembered of answers. */
const answersIn = (redis: OpenServices['redis']) => ({
  seenActivities: createSeenActivities(redis),
  givenAnswers: createGivenAnswers(redis),
});
