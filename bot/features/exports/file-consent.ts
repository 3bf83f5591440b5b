import { localizerFor } from '../../../locales/index.ts';
import { failure } from '../../conversation/dispatch.ts';
import { type Refused, reasonOf } from '../../conversation/refusals/refusal.ts';
import { refusalCard } from '../../conversation/refusals/refusal-card.ts';
import { sealed } from '../../conversation/sealed-card.ts';
import type { Sender } from '../../teams/identity.ts';
import type { Location } from '../../teams/location.ts';
import { carryOutAnswer, type FileConsentServices, type FileTurn } from './file-answer.ts';
import { UploadFailed } from './onedrive.ts';

export type FileConsent = ReturnType<typeof createFileConsent>;

/** Takes what people answer to offers of files. The work goes on when the answer has been taken. */
export const createFileConsent = (services: FileConsentServices) => {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  const settled = async (): Promise<void> => void (await Promise.all(underWay));
  return {
    /** Begins to do what was answered; whatever comes of it is shown in the chat. */
    take(sender: Sender | undefined, answer: unknown, location: Location): void {
      if (!sender) return;
      const work = carryOutOrRefuse({ services, sender, location, signal: closing.signal }, answer);
      underWay.add(work);
      void work.then(() => underWay.delete(work));
    },

    /** Resolves when nothing is under way. */
    settled,

    /** Ends early what is under way. */
    async close(): Promise<void> {
      closing.abort();
      await settled();
    },
  };
};

const carryOutOrRefuse = async (turn: FileTurn, answer: unknown): Promise<void> => {
  const { log } = turn.services;
  const { tenantId, userId } = turn.sender;
  await carryOutAnswer(turn, answer)
    .catch((error: unknown) => showRefusal(turn, refusalOfFile(error, turn)))
    .catch((error: unknown) => log.warn({ err: error, tenantId, userId }, 'What came of a file could not be shown'));
};

const refusalOfFile = (error: unknown, { services, sender, signal }: FileTurn): Refused => {
  if (!(error instanceof UploadFailed || signal.aborted))
    return reasonOf(error) ?? failure(error, sender, services.log);
  services.log.warn({ err: error }, 'A file was not taken');
  return { code: 'upload-failed' };
};

const showRefusal = async ({ services, sender, location }: FileTurn, reason: Refused): Promise<void> => {
  const { preferences, proactive } = services;
  const chosen = await preferences.choices(sender).catch(() => undefined);
  const card = refusalCard(reason, localizerFor([chosen?.language, sender.locale]));
  // The card of an offer that has been taken up shows what comes of that.
  const where = reason.code === 'offer-used' ? { reference: location.reference } : location;
  await proactive.update(where, sealed(card, { owner: sender.userId, tenant: chosen?.customer ?? sender.tenantId }));
};
