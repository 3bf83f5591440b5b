import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';

/** A file that is made while it is sent. */
export interface Download {
  /** ASCII, without quotes. */
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Readable;
}

/**
 * Sends a file to be saved. Where its content fails the connection is broken off, so that no half file looks whole; then,
 * and when the reader goes away, it throws.
 */
export const sendDownload = async (res: Response, { fileName, contentType, content }: Download): Promise<void> => {
  res.writeHead(200, {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${fileName}"`,
  });
  await pipeline(content, res);
};
