import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createAdapter } from '../../bot/teams/adapter.ts';
import { type Server, startServer } from '../../bot/teams/server.ts';
import { type CapturedLog, capturedLog } from '../support/attack/captured-log.ts';
import { rawChunk, rawHead, sendRaw, statusesOf } from '../support/attack/raw-request.ts';

const JSON_TYPE = 'content-type: application/json';
const ANY = ['/api/messages', '/health', '/ready', '/card/x', '/nothing'];

/** A message as somebody on this machine might send it. */
const message = (extra: object = {}) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:9',
  from: { id: 'a' },
  recipient: { id: 'b' },
  conversation: { id: 'c' },
  text: 'help',
  ...extra,
});

const nested = (levels: number): string => '{"a":'.repeat(levels) + 1 + '}'.repeat(levels);

describe('The door', () => {
  let server: Server;
  let captured: CapturedLog;
  let turns = 0;

  before(async () => {
    captured = capturedLog();
    server = await startServer({
      adapter: createAdapter(undefined, captured.log),
      onTurn: async () => void turns++,
      checkReady: async () => ['redis-unreachable'],
      secure: true,
      log: captured.log,
      host: '127.0.0.1',
      port: 0,
    });
  });
  after(() => server.close());
  afterEach('it still answers', async () => {
    assert.deepEqual(statusesOf(await sendRaw(server.port, rawHead('/health'))), [200]);
  });

  const send = async (bytes: string | Buffer) => statusesOf(await sendRaw(server.port, bytes));
  const post = (body: string | Buffer, ...headers: readonly string[]) => {
    const head = rawHead('/api/messages', 'POST', JSON_TYPE, `content-length: ${body.length}`, ...headers);
    return send(Buffer.concat([Buffer.from(head), Buffer.from(body)]));
  };
  const postAll = (text: string) => post(text);

  it('lets a message in', async () => {
    assert.deepEqual(await post(JSON.stringify(message())), [200]);
    assert.equal(turns, 1);
  });

  it('refuses what claims to be compressed, whether it is or not', async () => {
    const bodies = ['nonsense', gzipSync('{}').subarray(0, 12), gzipSync(JSON.stringify(message())), ''];
    for (const encoding of ['gzip', 'GZIP', 'deflate', 'br', 'gzip, identity', 'x'])
      for (const body of bodies) assert.deepEqual(await post(body, `content-encoding: ${encoding}`), [415], encoding);
    const chunked = rawHead('/card/x', 'POST', 'content-encoding: gzip', 'transfer-encoding: chunked');
    assert.deepEqual(await send(`${chunked}0\r\n\r\n`), [415]);
    assert.deepEqual(await post(JSON.stringify(message()), 'content-encoding: identity'), [200]);
  });

  it('refuses a host that is no address, none, and two', async () => {
    const hosts = ['a b', 'x:99999999', '[', '<>', '[::1', '1.2.3.999', 'a/b', 'user@127.0.0.1', ''];
    for (const path of ANY)
      for (const host of hosts)
        assert.deepEqual(await send(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`), [400], host);
    assert.deepEqual(await send('GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'), [400]);
    assert.deepEqual(await send('GET /health HTTP/1.0\r\n\r\n'), [400]);
    assert.deepEqual(await send(rawHead('/health', 'GET', 'host: 127.0.0.1')), [400]);
  });

  it('refuses a target that is no path', async () => {
    for (const target of ['http://[', 'http://127.0.0.1/health', '*', 'health', '[', '/h\u00e4lth', '/a\u0001'])
      assert.deepEqual(await send(Buffer.from(rawHead(target), 'latin1')), [400], target);
    for (const target of ['//[', '/%', '/card/%', '/card/%ff', '/api/messages%00', '/__proto__'])
      assert.match(String(await send(rawHead(target))), /^4\d\d$/, target);
  });

  it('refuses methods that nothing here needs', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])
      for (const path of ANY) assert.deepEqual(await send(rawHead(path, method)), [405], `${method} ${path}`);
    assert.deepEqual(await send('CONNECT 127.0.0.1:80 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'), []);
  });

  it('refuses more than 256 KB by what comes, whatever was announced', async () => {
    const large = JSON.stringify(message({ text: 'x'.repeat(300 * 1024) }));
    assert.deepEqual(await post(large), [413]);
    const chunks = Array.from({ length: 100 }, () => rawChunk('x'.repeat(100 * 1024)));
    const head = rawHead('/api/messages', 'POST', JSON_TYPE, 'transfer-encoding: chunked');
    assert.deepEqual(await send(`${head}${chunks.join('')}0\r\n\r\n`), [413]);
    assert.deepEqual(await post(JSON.stringify(message({ text: 'x'.repeat(200 * 1024) }))), [200]);
  });

  it('refuses JSON that is nested deeper than anything that walks it can go, and what is not JSON', async () => {
    for (const levels of [60, 5_000, 40_000])
      assert.deepEqual(await postAll(JSON.stringify(message()).replace('"help"', nested(levels))), [400], `${levels}`);
    const value = { action: { verb: 'help', data: JSON.parse(nested(30)) } };
    const press = message({ type: 'invoke', name: 'adaptiveCard/action', value });
    assert.deepEqual(
      await postAll(JSON.stringify(press)),
      [501],
      'it has reached the turn, which answers nothing here',
    );
    for (const body of ['', '{', 'null', '[]', '\u0000', '{"type":"message"}'])
      assert.deepEqual(await post(body), [400]);
    assert.deepEqual(await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), [400]);
  });

  it('refuses headers that are too many bytes, and what is no HTTP', async () => {
    assert.deepEqual(await send(rawHead('/health', 'GET', `x: ${'x'.repeat(20_000)}`)), [431]);
    for (const bytes of [
      '\u0000\u0001\u0002',
      'GET\r\n\r\n',
      '\u0016\u0003\u0001\u0002',
      'GET /health HTTP/9.9\r\n\r\n',
    ])
      assert.deepEqual(await send(bytes), [400]);
    const smuggled = rawHead('/api/messages', 'POST', JSON_TYPE, 'content-length: 3', 'transfer-encoding: chunked');
    assert.deepEqual(await send(`${smuggled}0\r\n\r\n`), [400]);
  });

  it('lives on when somebody hangs up in the middle', async () => {
    const head = rawHead('/api/messages', 'POST', JSON_TYPE, 'content-length: 100');
    for (const bytes of ['GET /he', head, `${head}{"type":`, rawHead('/health')])
      await sendRaw(server.port, bytes, { hangUp: true });
  });

  it('waits seconds for somebody who is slow, and no longer', async () => {
    const slow = [
      '',
      'GET /health HTTP/1.1\r\nx-a: b\r\n',
      `${rawHead('/api/messages', 'POST', JSON_TYPE, 'content-length: 100')}{"type":`,
      `${rawHead('/card/x', 'POST', 'content-type: application/x-www-form-urlencoded', 'content-length: 100')}number=4`,
    ];
    const ended = Promise.all(slow.map((bytes) => sendRaw(server.port, bytes))).then(() => 'ended');
    // Silence alone would end them after a minute.
    assert.equal(await Promise.race([ended, sleep(40_000, 'still there', { ref: false })]), 'ended');
  });

  it('is for this machine only, whatever name it is called by, and for no proxy', async () => {
    const body = JSON.stringify(message());
    const call = (...headers: readonly string[]) =>
      send(
        `POST /api/messages HTTP/1.1\r\nconnection: close\r\n${JSON_TYPE}\r\ncontent-length: ${body.length}\r\n${headers.join('\r\n')}\r\n\r\n${body}`,
      );
    const local = ['127.0.0.1', 'localhost:3978', '[::1]:80', '127.1.2.3'];
    for (const host of local) assert.deepEqual(await call(`host: ${host}`), [200], host);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '0.0.0.0', '10.0.0.1'])
      assert.deepEqual(await call(`host: ${host}`), [403], host);
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example', 'x'])
      assert.deepEqual(await call('host: localhost', `origin: ${origin}`), [403], origin);
    assert.deepEqual(await call('host: localhost', 'origin: http://localhost:56150'), [200]);
    for (const proxied of ['x-forwarded-for: 1.2.3.4', 'X-Forwarded-Host: a', 'forwarded: for=a', 'via: 1.1 a'])
      assert.deepEqual(await call('host: localhost', proxied), [403], proxied);
    const many = Array.from({ length: 120 }, (_, i) => `x-${i}: 1`);
    assert.deepEqual(await call('host: localhost', ...many, 'x-forwarded-for: 1.2.3.4'), [431], 'none is overlooked');
    const why = captured.records().map(({ code }) => code);
    for (const code of ['foreign-host', 'foreign-origin', 'forwarded-without-registration'])
      assert.ok(why.includes(code), code);
  });

  it('puts the same headers on every answer, on those of no request at all, too', async () => {
    const asked = [...ANY.map((path) => rawHead(path)), rawHead('*'), rawHead('/health', 'PUT'), 'nonsense\r\n\r\n'];
    for (const bytes of asked) {
      const answer = (await sendRaw(server.port, bytes)).toLowerCase();
      for (const header of [
        'strict-transport-security: max-age=63072000',
        'x-content-type-options: nosniff',
        'cache-control: no-store',
        "content-security-policy: default-src 'none'",
      ])
        assert.ok(answer.includes(`\r\n${header}`), `${bytes}: ${header}\n${answer}`);
    }
  });

  it('tells nobody more than a code of why it is not ready, and the log once', async () => {
    const [answer] = await Promise.all([1, 2].map(() => sendRaw(server.port, rawHead('/ready'))));
    assert.deepEqual(statusesOf(String(answer)), [503]);
    assert.match(String(answer), /\r\n\r\n\{"status":"not ready","codes":\["redis-unreachable"\]\}$/);
    assert.equal(captured.logged().match(/redis-unreachable/g)?.length, 1);
  });
});
