import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import { startServer } from '../../../bot/teams/server.ts';
import { rawHead, sendRaw, statusesOf } from '../../support/attack/raw-request.ts';
import { startChannel } from '../../support/stand-ins/channel.ts';

describe('The server, when it is closed', () => {
  it('takes nothing new and waits for the turns under way', async () => {
    const channel = await startChannel();
    let finished = false;
    let underWay = () => {};
    const started = new Promise<void>((resolve) => {
      underWay = resolve;
    });
    const server = await startServer({
      adapter: createAdapter(undefined, pino({ level: 'silent' })),
      onTurn: async () => {
        underWay();
        await sleep(300);
        finished = true;
      },
      checkReady: async () => [],
      log: pino({ level: 'silent' }),
      host: '127.0.0.1',
      port: 0,
    });
    const url = `http://127.0.0.1:${server.port}`;
    const activity = {
      type: 'message',
      channelId: 'msteams',
      serviceUrl: channel.url,
      from: { id: 'a' },
      recipient: { id: 'b' },
      conversation: { id: 'c' },
    };
    const body = JSON.stringify(activity);
    const answer = fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await started;
    const closed = server.close();
    await assert.rejects(fetch(`${url}/health`));
    assert.equal((await answer).status, 200);
    await closed;
    assert.ok(finished);
    await channel.close();
  });

  it('waits for nobody who has not even asked', async () => {
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
    const began = performance.now();
    await server.close();
    await Promise.all(slow);
    assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms`);
  });
});
