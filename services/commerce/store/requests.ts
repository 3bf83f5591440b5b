import type { RequestSlice } from '../api/requests.ts';
import type { Page } from '../api/subscriptions.ts';
import type { Versioned } from '../api/types.ts';
import { type LicenseRequest, REQUEST_STATUSES } from '../api/types.ts';
import { type LexicalRange, lexicalPage } from './indexes/lexical-page.ts';
import type { OpenTenant } from './tenants.ts';
import { type RecordChange, readRecord, readRecords } from './transactions/record-change.ts';

/** Milliseconds; no instant is later, so that the newest can sort first. */
const LATEST = 1e15;
const SEPARATOR = '\t';

const timeKey = (at: number): string => String(LATEST - at).padStart(16, '0');

/** The member that stands for a license request in its indexes: the newest first. */
export const requestMember = ({ id, requestedAt }: { readonly id: string; readonly requestedAt: number }): string =>
  timeKey(requestedAt) + SEPARATOR + id;

/** The request that an index member stands for. */
const requestOf = (member: string): string => member.slice(member.indexOf(SEPARATOR) + 1);

/** The range of the requests made at an instant (ms) or later. */
const requestsSince = (at: number): LexicalRange => ({ min: '-', max: `[${timeKey(at)}${SEPARATOR}\u{10ffff}` });

/** The range of the requests made before an instant (ms). */
const requestsBefore = (at: number): LexicalRange => ({
  min: `(${timeKey(at)}${SEPARATOR}\u{10ffff}`,
  max: '+',
});

/** A stored request, by id. */
export const readRequest = (db: OpenTenant, id: string): Promise<Versioned<LicenseRequest> | undefined> =>
  readRecord<LicenseRequest>(db, db.keys.licenseRequests, id);

/** One page of the union of some request indexes; requests made before `since` (ms) are left out. */
export const requestPage = async (
  db: OpenTenant,
  indexes: readonly string[],
  { limit, after, before }: RequestSlice,
  since: number,
): Promise<Page<Versioned<LicenseRequest>, string>> => {
  const memberOf = async (id: string | undefined) => {
    const request = id === undefined ? undefined : await readRequest(db, id);
    return request && requestMember(request);
  };
  const [last, first] = await Promise.all([memberOf(after), memberOf(before)]);
  const cursor = last ? { after: last } : first ? { before: first } : {};
  const page = await lexicalPage(db.redis, { keys: indexes, range: requestsSince(since), limit, ...cursor });
  const ids = page.members.map(requestOf);
  const found = await readRecords<LicenseRequest>(db, db.keys.licenseRequests, ids);
  const { total, offset } = page;
  const [top, bottom] = [ids[0], ids.at(-1)];
  return {
    items: found.flatMap((request) => request ?? []),
    total,
    offset,
    before: top !== undefined && offset > 0 ? top : undefined,
    after: bottom !== undefined && offset + ids.length < total ? bottom : undefined,
  };
};

/** Requests forgotten with each new one. */
const FORGOTTEN_AT_ONCE = 20;

/** Takes some of the requests made before an instant (ms) away; to be added to any change of requests. */
export const forgetOldRequests = async (
  db: OpenTenant,
  before: number,
): Promise<Required<Pick<RecordChange, 'writes' | 'out'>>> => {
  const { redis, keys } = db;
  const { min, max } = requestsBefore(before);
  const slice = { BY: 'LEX', LIMIT: { offset: 0, count: FORGOTTEN_AT_ONCE } } as const;
  const members = await Promise.all(
    REQUEST_STATUSES.map((status) => redis.zRange(keys.requestsByStatus(status), min, max, slice)),
  );
  const ids = members.flat().slice(0, FORGOTTEN_AT_ONCE).map(requestOf);
  const old = (await readRecords<LicenseRequest>(db, keys.licenseRequests, ids)).filter((each) => each !== undefined);
  return {
    writes: old.map((request) => ({ key: keys.licenseRequests, id: request.id, before: request, after: undefined })),
    out: old.flatMap((request) => [
      { key: keys.requestsByStatus(request.status), member: requestMember(request) },
      { key: keys.requestsOf(request.requesterId), member: requestMember(request) },
    ]),
  };
};
