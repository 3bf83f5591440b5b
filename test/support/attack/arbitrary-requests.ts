import fc from 'fast-check';
import { rawChunk } from './raw-request.ts';

/** What may be asked for, and what looks like it. */
const TARGETS = [
  '/api/messages',
  '/health',
  '/ready',
  '/card/x',
  '/export/x',
  '/invoice/x',
  '/signed-in',
  '/',
  '/nothing',
];
const METHODS = [
  'GET',
  'GET',
  'POST',
  'POST',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'CONNECT',
  'TRACE',
  'PATCH',
  'M-SEARCH',
];
const HOSTS = ['127.0.0.1', 'localhost:3978', '[::1]', 'evil.example', 'a b', '[', '<>', 'x:99999999', '1.2.3.999', ''];
const ENCODINGS = ['gzip', 'deflate', 'br', 'identity', 'x', ''];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'text/plain',
  '',
];

/** Characters that can stand in a line of a request, and some that cannot. */
const text = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 30 }),
  fc.constantFrom('%', '%ff', '%00', '..', '../..', '//[', '__proto__', '\u0000', '{}', '\r\nx: y', '🦊', '\'"<>'),
);
const line = text.map((value) => value.replace(/[\r\n]/g, ''));

const target = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('/api/messages', ...TARGETS) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...TARGETS), line).map(([path, rest]) => `${path}/${rest.replace(/ /g, '')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', 'http://[', 'http://127.0.0.1/health', '//[', '//evil.example/health', ''),
  },
  { weight: 1, arbitrary: line },
);

const plainHeader = fc.constantFrom(
  'accept: */*',
  'origin: http://localhost',
  'accept-language: sv',
  'cookie: a=b; session=x',
  'range: bytes=0-',
  'sec-fetch-site: same-origin',
  'connection: close',
  'authorization: Bearer e30.e30.e30',
);

const oddHeader = fc.oneof(
  fc.constantFrom(...ENCODINGS).map((value) => `content-encoding: ${value}`),
  fc
    .constantFrom('chunked', 'gzip', 'gzip, chunked', 'chunked, chunked', 'x')
    .map((value) => `transfer-encoding: ${value}`),
  fc.constantFrom('0', '5', '-1', '99999999999', '1e3', ' 7 ', 'x').map((value) => `content-length: ${value}`),
  fc.constantFrom('100-continue', 'x').map((value) => `expect: ${value}`),
  fc.constantFrom('upgrade', 'keep-alive', 'close').map((value) => `connection: ${value}\r\nupgrade: websocket`),
  fc.constantFrom('http://localhost', 'https://evil.example', 'null').map((value) => `origin: ${value}`),
  fc.constantFrom(
    'x-forwarded-for: 1.2.3.4',
    'forwarded: for=1',
    'cookie: a=b; session=x',
    'accept-language: sv',
    'range: bytes=0-',
  ),
  fc
    .tuple(fc.constantFrom('Bearer', 'Basic', 'bearer', ''), line)
    .map(([scheme, value]) => `authorization: ${scheme} ${value}`),
  fc.constantFrom('a.b.c', 'e30.e30.e30', `${'A'.repeat(9_000)}.B.C`).map((value) => `authorization: Bearer ${value}`),
  fc
    .tuple(fc.constantFrom('x-a', 'accept', 'accept-version', 'x-api-version', 'x-http-method-override', 'te'), line)
    .map(([name, value]) => `${name}: ${value}`),
  line,
);

const body = (activity: object) =>
  fc.oneof(
    fc.constant(JSON.stringify(activity)),
    fc.json(),
    text,
    fc.constantFrom(
      '{"a":'.repeat(3_000),
      '['.repeat(10_000),
      '[1,',
      '\ufeff{}',
      'formToken=x&number=4',
      'x'.repeat(300_000),
    ),
    fc.array(text, { maxLength: 3 }).map((parts) => `${parts.map(rawChunk).join('')}0\r\n\r\n`),
  );

/** Mostly the first, and now and then one of the others. */
const mostly = <T>(weight: number, usual: fc.Arbitrary<T>, ...others: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, ...others);

/** Bytes that are, more or less, one HTTP request. */
export const rawRequests = (activity: object): fc.Arbitrary<string> =>
  fc
    .record({
      method: mostly(
        20,
        fc.constantFrom('GET', 'POST', 'POST'),
        fc.constantFrom(...METHODS),
        fc.constantFrom(...METHODS),
        line,
      ),
      target,
      version: mostly(60, fc.constant('HTTP/1.1'), fc.constantFrom('HTTP/1.0', 'HTTP/2', 'x', '')),
      host: mostly(30, fc.constant('127.0.0.1'), fc.constantFrom(...HOSTS), line),
      type: fc.constantFrom(...TYPES),
      headers: fc.array(mostly(4, plainHeader, oddHeader), { maxLength: 3 }),
      body: body(activity),
      hasLength: mostly(9, fc.constant(true), fc.constant(false)),
      cut: mostly(9, fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ method, target: path, version, host, type, headers, body: content, hasLength, cut }) => {
      const length = hasLength ? [`content-length: ${Buffer.byteLength(content)}`] : [];
      const lines = [
        `${method} ${path} ${version}`,
        `host: ${host}`,
        'connection: close',
        `content-type: ${type}`,
        ...length,
        ...headers,
      ];
      const bytes = `${lines.join('\r\n')}\r\n\r\n${content}`;
      return bytes.slice(0, Math.ceil(bytes.length * cut));
    });

const SENTENCES = [
  'subscriptions',
  'mina prenumerationer',
  'cancel S-1001',
  'buy 3 Visio Plan 2',
  'act for Contoso',
  'help',
  'yes',
  '1',
];
const VERBS = [
  'help',
  'subscription',
  'subscriptions',
  'cancel',
  'buy-own',
  'assign',
  'policies',
  'export-users',
  'language',
  'x',
  '__proto__',
];
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  text,
  fc.constantFrom(null, 'S-1001', 'N-108', 1e308, -1, [], {}),
);
const data = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'by',
      'tenant',
      'subscription',
      'operation',
      'reason',
      'quantity',
      'people',
      'product',
      'page',
      'version',
    ),
    text,
  ),
  anything,
  { maxKeys: 5 },
);

const FIELDS = [
  'type',
  'id',
  'name',
  'channelId',
  'serviceUrl',
  'from',
  'recipient',
  'conversation',
  'channelData',
  'text',
  'entities',
  'attachments',
  'value',
  'locale',
  'replyToId',
  'action',
  'membersRemoved',
  'deliveryMode',
  'timestamp',
];
const INVOKES = [
  'adaptiveCard/action',
  'application/search',
  'fileConsent/invoke',
  'signin/verifyState',
  'task/fetch',
  '',
];

/** Activities that are, more or less, what Teams sends, of somebody known; `invoke` alone needs no answer to be sent out. */
export const activities = (activity: object, types: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      type: fc.constantFrom(...types),
      name: fc.constantFrom(...INVOKES),
      id: fc.uuid(),
      text: fc.oneof(fc.constantFrom(...SENTENCES), text),
      value: fc.oneof(
        fc.record({
          action: fc.record({
            type: fc.constant('Action.Execute'),
            verb: fc.oneof(fc.constantFrom(...VERBS), text),
            data: fc.oneof(data, anything),
          }),
        }),
        fc.record({ queryText: text, queryOptions: anything, dataset: fc.constantFrom('people', 'x') }),
        anything,
      ),
      changes: fc.dictionary(fc.constantFrom(...FIELDS), anything, { maxKeys: 2 }),
    })
    .map(({ changes, ...given }) => ({ ...activity, ...given, ...changes }));
