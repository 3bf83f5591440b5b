import { z } from 'zod';
import { fileDeclined, fileSaved, fileSaving } from '../../../cards/exports/export.ts';
import type { Card } from '../../../cards/kit/card.ts';
import type { Preferences } from '../../../services/conversations/preferences.ts';
import type { Grant, LinkOutcome, Links } from '../../../services/links/links.ts';
import type { RedisLog } from '../../../services/redis/client.ts';
import type { SecurityLog } from '../../../services/security-log/security-log.ts';
import { Refusal } from '../../conversation/refusals/refusal.ts';
import { sealed } from '../../conversation/sealed-card.ts';
import { withCustomerBanner } from '../../conversation/viewer.ts';
import type { Sender } from '../../teams/identity.ts';
import type { Location } from '../../teams/location.ts';
import type { Proactive } from '../../teams/proactive.ts';
import { type ExportServices, exportTaken, type HeldExport, heldExport, readExport } from './exports.ts';
import { upload } from './onedrive.ts';

/** What the client sends when a person has answered: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
const answerShape = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ file: z.string() }),
  uploadInfo: z
    .object({
      name: z.string(),
      uploadUrl: z.string(),
      contentUrl: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .optional(),
});
type Answer = z.infer<typeof answerShape>;
type UploadInfo = NonNullable<Answer['uploadInfo']>;

export interface FileConsentServices extends ExportServices {
  readonly links: Links;
  readonly preferences: Preferences;
  readonly proactive: Pick<Proactive, 'attach' | 'update'>;
  /** Where files stand while they are put into OneDrive. */
  readonly folder: string;
  /** Which addresses files may be put to. */
  readonly isAllowed: (address: string) => boolean;
  readonly securityLog: Pick<SecurityLog, 'note'>;
  readonly log: RedisLog;
}

/** An answer that is being dealt with. */
export interface FileTurn {
  readonly services: FileConsentServices;
  readonly sender: Sender;
  readonly location: Location;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Does what was answered: puts the file into OneDrive, or does not. */
export const carryOutAnswer = async (turn: FileTurn, answer: unknown): Promise<void> => {
  const { services, sender } = turn;
  const { action, context, uploadInfo } = parsedAnswer(answer);
  const grant = grantOfOffer(await services.links.look('file', context.file), sender);
  const held = await heldExport(services, grant);
  const takeUp = async () => void grantOfOffer(await services.links.use('file', context.file), sender);
  if (action === 'accept') return saveToOneDrive(turn, held, { takeUp, info: allowedUpload(services, uploadInfo) });
  await takeUp();
  await showInOffer(turn, held, fileDeclined(held.localizer));
};

interface Saving {
  /** Of two who accept at once, one goes on. */
  readonly takeUp: () => Promise<void>;
  readonly info: UploadInfo;
}

const saveToOneDrive = async (turn: FileTurn, held: HeldExport, { takeUp, info }: Saving): Promise<void> => {
  const { services, location, signal } = turn;
  const { name, localizer } = held;
  const source = await readExport(services, held);
  try {
    await takeUp();
    services.securityLog.note(exportTaken(held));
    await showInOffer(turn, held, fileSaving(name, localizer));
    await upload({ source, address: info.uploadUrl, folder: services.folder, signal });
  } finally {
    source.destroy();
  }
  await showInOffer(turn, held, fileSaved(name, localizer));
  await services.proactive.attach(location.reference, {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl: info.contentUrl,
    name: info.name,
    content: { uniqueId: info.uniqueId, fileType: info.fileType },
  });
};

const parsedAnswer = (answer: unknown): Answer => {
  const { success, data } = answerShape.safeParse(answer);
  if (!success) throw new Refusal({ code: 'stale-card' });
  return data;
};

/** An offer that was made to somebody else is as good as none. */
const grantOfOffer = (outcome: LinkOutcome, { tenantId, userId }: Sender): Grant => {
  if (!outcome.ok) throw new Refusal({ code: outcome.reason === 'used' ? 'offer-used' : 'offer-over' });
  const { grant } = outcome;
  if (grant.tenantId !== tenantId || grant.userId !== userId) throw new Refusal({ code: 'offer-over' });
  return grant;
};

/** The addresses come from the client: only those of OneDrive are written to, or shown. */
const allowedUpload = ({ isAllowed, log }: FileConsentServices, info: UploadInfo | undefined): UploadInfo => {
  if (info && [info.uploadUrl, info.contentUrl].every(isAllowed)) return info;
  log.warn({ host: info && URL.parse(info.uploadUrl)?.host }, 'A file was to be put to an address that is not allowed');
  throw new Refusal({ code: 'upload-failed' });
};

/** Replaces the offer, so that it cannot be answered again. */
const showInOffer = async ({ services, sender, location }: FileTurn, held: HeldExport, card: Card): Promise<void> => {
  const seal = { owner: sender.userId, tenant: held.actor.tenantId };
  await services.proactive.update(location, sealed(withCustomerBanner(held, card), seal));
};
