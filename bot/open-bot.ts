import { createDeliveries } from '../services/deliveries.ts';
import { createApp } from './app.ts';
import { tellingOfSavedCards } from './billing/card-saved.ts';
import { commands } from './commands/index.ts';
import type { Config } from './config.ts';
import { createDispatch } from './dispatch.ts';
import { createFileConsent } from './files/file-consent.ts';
import { offeringFiles } from './files/file-offer.ts';
import type { Follow } from './moves/follow-move.ts';
import type { OpenServices } from './open-services.ts';
import { createPlanner } from './planner/planner.ts';
import { createRemembering } from './remembering.ts';
import { createSearch } from './search.ts';
import { cardPage } from './web/card-page.ts';
import { exportPage } from './web/export-page.ts';
import { invoicePage } from './web/invoice-page.ts';

interface Wishes {
  readonly follow: Follow;
  /** Whether the chat client takes files; the Playground does not. */
  readonly takesFiles: boolean;
  /** Where files stand while they are put into OneDrive. */
  readonly folder: string;
  /** Whether a file may be sent to an address. */
  readonly isAllowed: (address: string) => boolean;
  readonly languageModel: Config['languageModel'];
}

/** The conversation and the pages on top of the services. */
export const openBot = (services: OpenServices, wishes: Wishes) => {
  const { redis, log, payments, proactive } = services;
  const { follow, takesFiles, folder, isAllowed, languageModel } = wishes;
  const shared = { ...services, commands };
  const fileConsent = createFileConsent({ ...shared, folder, isAllowed });
  const app = createApp({
    dispatch: createDispatch({
      ...shared,
      follow,
      offerFile: takesFiles ? offeringFiles(proactive, log) : undefined,
      propose: createPlanner({ endpoint: languageModel, log }),
    }),
    search: createSearch(services),
    deliveries: createDeliveries(redis),
    fileConsent,
    remember: createRemembering(services),
    update: proactive.update,
  });
  const cards = { testCards: payments.testCards, onCardSaved: tellingOfSavedCards(proactive) };
  return {
    onTurn: app.run.bind(app),
    fileConsent,
    pages: [cardPage({ ...shared, ...cards }), exportPage(shared), invoicePage(shared)],
  };
};
