import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DEADLINES } from '../../../services/deadlines/deadlines.ts';
import { makePrivateFolder } from '../../../services/files/private-folder.ts';

/** Where people's OneDrives are, by cloud. */
const DOMAINS = ['sharepoint.com', 'sharepoint.us', 'sharepoint-mil.us', 'sharepoint.cn', 'sharepoint.de'];

/** Whether an address that a client names is one of OneDrive's, and not of something behind our own firewall. */
export const isOneDrive = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username } = new URL(address);
  const known = DOMAINS.some((domain) => hostname.endsWith(`.${domain}`));
  return known && protocol === 'https:' && port === '' && username === '';
};

/** OneDrive did not take a file. */
export class UploadFailed extends Error {}

/** A multiple of 320 KiB, as upload sessions want it: https://learn.microsoft.com/graph/api/driveitem-createuploadsession */
const CHUNK_BYTES = 10 * 320 * 1024;

interface Upload {
  readonly source: Readable;
  /** Of an upload session; it needs no other authorization. */
  readonly address: string;
  /** Where the file may stand meanwhile. */
  readonly folder: string;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/**
 * Puts a stream into OneDrive, chunk by chunk. Its size must be known before, so that it stands in a file meanwhile.
 * @throws {UploadFailed}
 * @throws what the source fails with
 */
export const upload = async ({ source, address, folder, signal }: Upload): Promise<void> => {
  await makePrivateFolder(folder);
  const path = join(folder, `${randomUUID()}.csv`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await writeFile(file, source, { signal });
    await putAllChunks(file, address, signal);
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
};

/** Removes what a crash has left behind. */
export const removeLeftovers = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

const putAllChunks = async (file: FileHandle, address: string, signal: AbortSignal): Promise<void> => {
  const { size } = await file.stat();
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (let from = 0; from < size; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, from);
    await putChunk(buffer.subarray(0, bytesRead), {
      address,
      signal,
      range: `bytes ${from}-${from + bytesRead - 1}/${size}`,
    });
    from += bytesRead;
  }
};

const putChunk = async (
  body: Uint8Array<ArrayBuffer>,
  { address, signal, range }: { readonly address: string; readonly signal: AbortSignal; readonly range: string },
): Promise<void> => {
  const response = await fetch(address, {
    method: 'PUT',
    body,
    headers: { 'content-range': range },
    // Only the address that was checked may be written to.
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINES.oneDriveChunk)]),
  }).catch((cause: unknown) => {
    throw new UploadFailed('OneDrive was not reached', { cause });
  });
  await response.body?.cancel();
  if (!response.ok) throw new UploadFailed(`OneDrive answered ${response.status}`);
};
