import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface OneDrive {
  /** What Teams gives a bot for a file that a person accepts. */
  uploadInfo(name: string): Record<string, string>;
  /** The parts that were put, in order. */
  readonly parts: readonly { readonly range: string; readonly bytes: Buffer }[];
  /** Everything that was put, as text. */
  text(): string;
  /** Answers every part with that HTTP status from now on, and to that address where it redirects. */
  refuse(status: number, location?: string): void;
  /** Leaves the next part without an answer; resolves when it has come. */
  stall(): Promise<void>;
  close(): Promise<void>;
}

/** The side of OneDrive that takes files: an upload session, as far as a bot needs it. */
export const startOneDrive = async (): Promise<OneDrive> => {
  const parts: { range: string; bytes: Buffer }[] = [];
  let [status, location] = [202, ''];
  let stalled: (() => void) | undefined;
  const server = createServer(async (request, response) => {
    parts.push({ range: request.headers['content-range'] ?? '', bytes: await buffer(request) });
    if (stalled) return stalled();
    if (request.method !== 'PUT') status = 405;
    response.writeHead(status, location ? { location } : {});
    return response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    uploadInfo: (name) => ({
      name,
      uploadUrl: `${url}/upload/session`,
      contentUrl: `${url}/files/${name}`,
      uniqueId: 'a-file',
      fileType: 'csv',
    }),
    parts,
    text: () => Buffer.concat(parts.map(({ bytes }) => bytes)).toString('utf8'),
    refuse: (refusal, elsewhere = '') => {
      [status, location] = [refusal, elsewhere];
    },
    stall: () =>
      new Promise((resolve) => {
        stalled = resolve;
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
