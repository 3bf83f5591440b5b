import assert from 'node:assert/strict';
import type { StandInAnswer } from '../../../demo/microsoft365/answers.ts';
import type { AskedRequest } from '../../../demo/microsoft365/server.ts';
import { type Microsoft365, openMicrosoft365 } from '../../../services/microsoft365/client.ts';
import { Microsoft365Fault } from '../../../services/microsoft365/fault.ts';
import { type JudgedMicrosoft365, startJudged } from '../../support/microsoft365/judged.ts';

const ORGANIZATION = '/v1.0/organization?$select=id';
const AT_ONCE = { 'retry-after': '0' };

describe('A request to Microsoft 365', () => {
  let standIn: JudgedMicrosoft365;
  let microsoft365: Microsoft365;
  /** Answers that are given instead, each once. */
  let instead: (StandInAnswer | 'silence' | undefined)[];
  const ofGraph = (): AskedRequest[] => standIn.asked.filter(({ service }) => service === 'graph');
  beforeEach(async () => {
    instead = [];
    standIn = await startJudged(({ service }) => (service === 'graph' ? instead.shift() : undefined));
    microsoft365 = await openMicrosoft365(standIn.registration);
  });
  afterEach(() => standIn.close());
  const get = (path = ORGANIZATION) => microsoft365.graph({ path });
  const fault = async (act: Promise<unknown>): Promise<Microsoft365Fault> => {
    const error = await act.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Microsoft365Fault, String(error));
    return error;
  };

  it('carries a token, and the id by which Microsoft finds it', async () => {
    const operation = '5d027261-d21f-4aa9-b7db-7fa1f56fb163';
    const { requestId } = await microsoft365.graph({ path: ORGANIZATION, operation });
    assert.match(requestId ?? '', /^[\da-f-]{36}$/);
    assert.equal(ofGraph()[0]?.headers['client-request-id'], operation);
    assert.match(ofGraph()[0]?.headers.authorization ?? '', /^Bearer \S{20}/);
  });

  it('asks for a token once, whatever is asked of the service', async () => {
    await Promise.all([get(), get()]);
    await get();
    assert.equal(standIn.asked.filter(({ service }) => service === 'login').length, 1);
  });

  for (const status of [429, 502, 503, 504])
    it(`is made again after ${status}, as often as five times`, async () => {
      instead = Array(4).fill({ status, headers: AT_ONCE });
      await get();
      assert.equal(ofGraph().length, 5);
      instead = Array(5).fill({ status, headers: AT_ONCE });
      assert.equal((await fault(get())).reason, status === 429 ? 'throttled' : 'unavailable');
    });

  it('that writes once is made again only where it was not taken at all', async () => {
    const post = () => microsoft365.graph({ method: 'POST', path: '/v1.0/anything', body: {} });
    instead = [{ status: 503, headers: AT_ONCE }];
    assert.equal((await fault(post())).reason, 'unavailable');
    assert.equal(ofGraph().length, 1);
    instead = [
      { status: 429, headers: AT_ONCE },
      { status: 200, body: {} },
    ];
    assert.equal((await post()).status, 200);
  });

  it('gets a new token for one that has ended, and gives up where that is refused as well', async () => {
    await get();
    standIn.endTokens();
    await get();
    assert.equal(ofGraph().length, 3);
    instead = Array(2).fill({ status: 401 });
    assert.equal((await fault(get())).reason, 'wrong-credential');
  });

  const refusals: readonly (readonly [StandInAnswer, string])[] = [
    [{ status: 400, body: { error: { code: 'Request_BadRequest' } } }, 'refused'],
    [{ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } }, 'not-permitted'],
    [{ status: 404 }, 'not-found'],
    [{ status: 410, body: { error: { code: 'syncStateNotFound' } } }, 'lost-track'],
    [{ status: 400, body: { error: { code: 'resyncRequired' } } }, 'lost-track'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 302, headers: { location: 'https://elsewhere.example' } }, 'refused'],
  ];
  for (const [answer, reason] of refusals)
    it(`tells ${JSON.stringify(answer)} as ${reason}, with Microsoft's own code`, async () => {
      instead = [answer];
      const { code, status, reason: told } = await fault(get());
      assert.deepEqual([told, status], [reason, answer.status]);
      assert.equal(code, (answer.body as { error?: { code: string } } | undefined)?.error?.code);
      assert.equal(ofGraph().length, 1);
    });

  it('never follows a link to somebody else, who would be given the token', async () => {
    assert.equal((await fault(get('https://graph.example/v1.0/users'))).code, 'foreign-link');
    assert.equal((await fault(get('//graph.example/v1.0/users'))).code, 'foreign-link');
    assert.equal(ofGraph().length, 0);
  });

  it('ends where its caller ends it, also while it waits to be made again', async () => {
    const ending = new AbortController();
    instead = [{ status: 429, headers: { 'retry-after': '60' } }];
    const waiting = microsoft365.graph({ path: ORGANIZATION, signal: ending.signal });
    setImmediate(() => ending.abort(new Error('The process ends')));
    await assert.rejects(waiting, /The process ends|aborted/);
  });

  it('tells that nobody answers where nobody does', async () => {
    await get();
    await standIn.close();
    const { reason, message } = await fault(microsoft365.graph({ method: 'POST', path: '/v1.0/x', body: {} }));
    assert.equal(reason, 'unavailable');
    assert.doesNotMatch(message, /Bearer/);
  });
});
