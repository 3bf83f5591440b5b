import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createNotifier } from '../../../../bot/features/notices/notifier.ts';
import { createAdapter } from '../../../../bot/teams/adapter.ts';
import { createProactive } from '../../../../bot/teams/proactive.ts';
import { type Credentials, putActivity } from '../../../../bot/teams/sending/connector.ts';
import type { Conversation } from '../../../../services/conversations/references.ts';
import type { SendOutcome } from '../../../../services/notices/ports.ts';
import { POWER_BI } from '../../../support/notices/contoso.ts';
import { type RenderedNotices, startRenderedNotices } from '../../../support/notices/rendered-notices.ts';

const anonymous: Credentials = { signRequest: async () => undefined };

describe('The notifier', () => {
  let rendered: RenderedNotices;
  let server: Server;
  let requests: number;
  let answer: RequestListener;
  before(async () => {
    rendered = await startRenderedNotices();
    server = createServer((request, response) => {
      requests += 1;
      request.resume().on('end', () => answer(request, response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    requests = 0;
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const status =
    (code: number, headers: Record<string, string> = {}): RequestListener =>
    (_request, response) => {
      response.writeHead(code, headers);
      response.end('{"error":{"code":"x"}}');
    };

  /** Tells Lee of a license, by a channel that answers like this. */
  const send = async (
    behaviour: RequestListener,
    { serviceUrl = url(), signal = AbortSignal.timeout(5_000), product = POWER_BI, altered = {} } = {},
  ): Promise<SendOutcome> => {
    answer = behaviour;
    const { commerce, conversations, tenantId, userId } = rendered;
    const log = pino({ level: 'silent' });
    const proactive = createProactive(createAdapter(undefined, log));
    const notifier = createNotifier({ commerce: { ...commerce, ...altered }, conversations, proactive, log });
    const { person, tenant } = await commerce.getVisitor(tenantId, userId('Lee'));
    const reference = {
      serviceUrl,
      channelId: 'msteams',
      bot: { id: '28:bot' },
      conversation: { id: 'personal-Lee', conversationType: 'personal' },
    };
    const conversation: Conversation = {
      tenantId,
      userId: person.id,
      conversationId: 'personal-Lee',
      kind: 'personal',
      reference,
    };
    const outgoing = await rendered.outgoing('Lee', {
      kind: 'license-gained',
      subscription: 'S-1001' as never,
      product,
      by: userId('Megan'),
      to: { user: person.id },
      subject: 'S-1001',
      at: 0,
    });
    return notifier.send({ ...outgoing, tenant, conversation, together: [] }, signal);
  };

  it('sends one request and gives the id of the message', async () => {
    const outcome = await send((_request, response) => response.end('{"id":"1:abc"}'));
    assert.deepEqual([outcome, requests], [{ ok: true, activityId: '1:abc' }, 1]);
    assert.deepEqual(await send((_request, response) => response.end('not json')), { ok: true, activityId: undefined });
  });

  for (const [code, headers, expected] of [
    [429, { 'retry-after': '7' }, { ok: false, outcome: 'throttled', code: '429', retryAfterMs: 7_000 }],
    [429, {}, { ok: false, outcome: 'throttled', code: '429', retryAfterMs: undefined }],
    [412, {}, { ok: false, outcome: 'throttled', code: '412', retryAfterMs: undefined }],
    [403, {}, { ok: false, outcome: 'paused', code: '403' }],
    [404, {}, { ok: false, outcome: 'gone', code: '404' }],
    [413, {}, { ok: false, outcome: 'failed', code: '413' }],
    [503, {}, { ok: false, outcome: 'unavailable', code: '503' }],
    [500, {}, { ok: false, outcome: 'unknown', code: '500' }],
    [502, {}, { ok: false, outcome: 'unknown', code: '502' }],
  ] as const)
    it(`asks once and takes ${code} ${JSON.stringify(headers)} for ${expected.outcome}`, async () => {
      assert.deepEqual([await send(status(code, headers)), requests], [expected, 1]);
    });

  it('cannot tell what became of a request whose connection broke, or that took too long', async () => {
    const broken = await send((request) => request.socket.destroy());
    assert.deepEqual([broken.ok, 'outcome' in broken && broken.outcome, requests], [false, 'unknown', 1]);
    const late = await send(() => undefined, { signal: AbortSignal.timeout(50) });
    assert.deepEqual(late, { ok: false, outcome: 'unknown', code: 'TimeoutError' });
  });

  it('knows that nothing was sent where nobody listens, and where there was no token', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const nobody = await send(status(200), { serviceUrl: `http://127.0.0.1:${port}` });
    assert.deepEqual(nobody, { ok: false, outcome: 'unavailable', code: 'ECONNREFUSED' });
    const credentials = { signRequest: () => Promise.reject(new Error('no token')) };
    const posting = { serviceUrl: url(), conversationId: 'c', activity: {} };
    const sent = await putActivity(posting, credentials, AbortSignal.timeout(1_000));
    assert.deepEqual([sent, requests], [{ ok: false, code: 'Error', began: false }, 0]);
  });

  it('does not wait for a token that never comes', async () => {
    const credentials = { signRequest: () => new Promise<never>(() => undefined) };
    const posting = { serviceUrl: url(), conversationId: 'c', activity: {} };
    const sent = await putActivity(posting, credentials, AbortSignal.timeout(50));
    assert.deepEqual([sent, requests], [{ ok: false, code: 'TimeoutError', began: false }, 0]);
  });

  it('understands a Retry-After that is a date', async () => {
    answer = status(429, { 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
    const posting = { serviceUrl: `${url()}/`, conversationId: '19:a@thread/b', activity: {} };
    const sent = await putActivity(posting, anonymous, AbortSignal.timeout(1_000));
    assert.ok(!sent.ok && sent.retryAfterMs !== undefined && sent.retryAfterMs > 50_000);
  });

  it('has it tried again where the data could not be read', async () => {
    const findProducts = () => Promise.reject(new Error('Redis is away'));
    const outcome = await send(status(200), { altered: { findProducts } });
    assert.deepEqual([outcome, requests], [{ ok: false, outcome: 'unavailable', code: 'not-worded' }, 0]);
  });

  it('sends nothing where there is nothing to tell', async () => {
    const outcome = await send(status(200), { product: 'NOTHING' as typeof POWER_BI });
    assert.deepEqual([outcome, requests], [{ ok: false, outcome: 'nothing' }, 0]);
  });
});
