import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { AuditFilter } from '../../../services/commerce/api/audit.ts';
import type { ExportSelection } from '../../../services/commerce/api/exports.ts';
import type { TenantId } from '../../../services/commerce/api/types.ts';
import { timeZoneOf } from '../../../services/commerce/index.ts';
import { type CsvRow, csvOf } from '../../../services/documents/csv.ts';
import type { Grant, LinkPurpose } from '../../../services/links/links.ts';
import type { SecurityEvent } from '../../../services/security-log/events.ts';
import type { CommandContext } from '../../conversation/command.ts';
import type { Services } from '../../conversation/ports.ts';
import { loadViewer, type Viewer } from '../../conversation/viewer.ts';
import { dayIn } from '../../understanding/time-zones.ts';
import { auditRows } from './audit-rows.ts';
import { userRows } from './user-rows.ts';

/** What is taken out: the users of subscriptions, or a part of the audit trail. */
type Exported = { readonly users: ExportSelection } | { readonly audit: AuditFilter };

/** What a link to an export holds besides whose it is; the tenant is that of a customer acted for. */
interface ExportLinkData {
  readonly language: string;
  readonly customer?: TenantId;
  readonly exported: Exported;
}

const text = z.string();
const moment = z.number().optional();
const exportedShape = z.union([
  z.strictObject({
    users: z.union([
      z.strictObject({ subscriptions: z.array(text) }),
      z.strictObject({ products: z.array(text) }),
      z.strictObject({ all: z.literal(true) }),
    ]),
  }),
  z.strictObject({
    audit: z.strictObject({
      subject: text.optional(),
      by: text.optional(),
      products: z.array(text).optional(),
      from: moment,
      to: moment,
    }),
  }),
]);

const exportLinkData = z
  .strictObject({ language: text, customer: text.optional(), exported: exportedShape })
  .transform((value) => value as unknown as ExportLinkData);

/** What commands need to offer an export, and pages to hand it out. */
export type ExportServices = Pick<Services, 'commerce' | 'preferences' | 'now'>;

/**
 * The address of a page that hands the export out, once and for ten minutes.
 * @throws {LimitReached}
 */
export const exportLink = async (context: CommandContext, exported: Exported): Promise<string> => {
  await context.limits.spend(context.home, 'exports');
  return context.addresses.urlFor('export', await exportToken(context, exported, 'export'));
};

/** Consent to a file may come later than a click on a link: an hour, in ms. */
const CONSENT_TTL = 60 * 60 * 1000;
/** About what a row takes, in bytes, for the size that people are told before there is a file. */
const ROW_BYTES = 120;

/**
 * Offers to put the export into the person's OneDrive, besides the link, where the client can do that.
 * @param rows about how many there will be
 */
export const offerAsFile = async (
  context: CommandContext,
  exported: Exported,
  { description, rows }: { readonly description: string; readonly rows: number },
): Promise<void> => {
  const { location, offerFile } = context;
  if (!offerFile || location.inGroup) return;
  const token = await exportToken(context, exported, 'file');
  const name = exportName(exported, context);
  await offerFile(location, { name, description, size: (rows + 1) * ROW_BYTES, token });
};

const exportToken = ({ home, actor, localizer, links }: CommandContext, exported: Exported, purpose: LinkPurpose) =>
  links.issue({
    tenantId: home.tenantId,
    userId: home.userId,
    purpose,
    data: { language: localizer.locale, customer: actor.partner ? actor.tenantId : undefined, exported },
    ttl: purpose === 'file' ? CONSENT_TTL : undefined,
  });

/** Such as `users-2026-11-21.csv`, by the day in the tenant's time zone. */
export const exportName = (
  exported: Exported,
  { now, localizer, tenant }: Pick<CommandContext, 'now' | 'localizer' | 'tenant'>,
): string => {
  const kind = 'users' in exported ? 'users' : 'audit';
  return `${localizer.t(`export.files.${kind}`)}-${dayIn(now(), timeZoneOf(tenant))}.csv`;
};

/** An export that somebody holds a link to, and who that is now. */
export interface HeldExport extends Viewer {
  readonly exported: Exported;
  readonly name: string;
}

/**
 * What a link to an export stands for; rights are those that its holder has now.
 * @throws {CommerceError} where they are known no longer, or act for the customer no longer
 */
export const heldExport = async (services: ExportServices, grant: Grant): Promise<HeldExport> => {
  const { language, customer, exported } = exportLinkData.parse(grant.data);
  const viewer = await loadViewer(services, { ...grant, locale: language }, customer);
  return { ...viewer, exported, name: exportName(exported, { ...viewer, now: services.now }) };
};

/** What the security log is told when an export leaves the bot. */
export const exportTaken = ({ actor: { tenantId, userId }, exported }: HeldExport): SecurityEvent => ({
  kind: 'export-taken',
  tenantId,
  userId,
  what: 'users' in exported ? 'users' : 'audit',
});

/**
 * The export as CSV, read while it is taken. What follows from today's rights and data is refused before anything is
 * given out; an import that comes between makes the stream fail.
 * @throws {CommerceError} as `exportUsers` and `exportAudit`
 */
export const readExport = async (services: ExportServices, held: HeldExport): Promise<Readable> => {
  const { exported } = held;
  const { titles, rows } =
    'users' in exported ? userRows(services, held, exported.users) : auditRows(services, held, exported.audit);
  const first = await rows.next();
  return csvOf(titles, resumed(first, rows), held.localizer.listSeparator);
};

async function* resumed(first: IteratorResult<CsvRow>, rest: AsyncGenerator<CsvRow>): AsyncGenerator<CsvRow> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
