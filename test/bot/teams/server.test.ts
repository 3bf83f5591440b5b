import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createAdapter } from '../../../bot/teams/adapter.ts';
import { startServer } from '../../../bot/teams/server.ts';
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
      checkReady: async () => {},
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
});
