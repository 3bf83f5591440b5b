import assert from 'node:assert/strict';
import { once } from 'node:events';
import { pino } from 'pino';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import { startServer } from '../../../bot/teams/server.ts';
import { rawHead, sendRaw, statusesOf } from '../../support/attack/raw-request.ts';
import { startChannel } from '../../support/stand-ins/channel.ts';

const ACTIVITY = {
  type: 'message',
  channelId: 'msteams',
  from: { id: 'a' },
  recipient: { id: 'b' },
  conversation: { id: 'c' },
};

describe('The server', () => {
  it('takes nothing new when it is closed, and waits for the turns under way', async () => {
    const channel = await startChannel();
    let finished = false;
    const [started, ending] = [new AbortController(), new AbortController()];
    const server = await startServer({
      adapter: createAdapter(undefined, pino({ level: 'silent' })),
      onTurn: async () => {
        started.abort();
        await once(ending.signal, 'abort');
        finished = true;
      },
      checkReady: async () => [],
      log: pino({ level: 'silent' }),
      host: '127.0.0.1',
      port: 0,
    });
    const url = `http://127.0.0.1:${server.port}`;
    const body = JSON.stringify({ ...ACTIVITY, serviceUrl: channel.url });
    const begun = once(started.signal, 'abort');
    const answer = fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await begun;
    const closed = server.close();
    await assert.rejects(fetch(`${url}/health`));
    ending.abort();
    assert.equal((await answer).status, 200);
    await closed;
    assert.ok(finished);
    await channel.close();
  });

  it('waits for nobody who has not even asked when it is closed', async () => {
    const log = pino({ level: 'silent' });
    const server = await startServer({
      adapter: createAdapter(undefined, log),
      onTurn: async () => {},
      checkReady: async () => [],
      log,
      host: '127.0.0.1',
      port: 0,
    });
    const head = rawHead('/api/messages', 'POST', 'content-type: application/json', 'content-length: 9');
    const slow = ['', 'GET /health HTTP/1.1\r\n', `${head}{`].map((bytes) => sendRaw(server.port, bytes));
    assert.deepEqual(statusesOf(await sendRaw(server.port, rawHead('/health'))), [200]);
    // Its own limits of time, which end with it, would be over in 10 seconds.
    await server.close();
    await Promise.all(slow);
  });

  it('has counted the time since a request came, also until it was known who sent it', async () => {
    const channel = await startChannel();
    let [asked, counted]: (number | undefined)[] = [];
    const log = pino({ level: 'silent' });
    const server = await startServer({
      adapter: createAdapter(undefined, log),
      onTurn: async () => {},
      inTime: (_activity, turn, came) => {
        counted = came;
        return turn;
      },
      admission: {
        authenticate: async () => {
          asked = performance.now();
          return { serviceUrl: channel.url } as never;
        },
        admit: async () => {},
      },
      checkReady: async () => [],
      log,
      host: '127.0.0.1',
      port: 0,
    });
    const url = `http://127.0.0.1:${server.port}/api/messages`;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ ...ACTIVITY, serviceUrl: channel.url });
    assert.equal((await fetch(url, { method: 'POST', headers, body })).status, 200);
    assert.ok(Number(counted) <= Number(asked), `${counted} ${asked}`);
    await server.close();
    await channel.close();
  });
});
