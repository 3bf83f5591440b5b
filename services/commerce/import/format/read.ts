import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { pipeline as finished } from 'node:stream/promises';
import { asStream, gen, none } from 'stream-chain';
import Assembler from 'stream-json/assembler.js';
import { parser, type Token } from 'stream-json/parser.js';
import { type VerifierError, verifier } from 'stream-json/utils/verifier.js';
import { utf8Of } from './encoding.ts';
import { InvalidTenantFile } from './faults.ts';

/** One member of the file's object or, where the member is a list, one item of it; the list itself then follows, empty. */
export interface RawPart {
  readonly part: string;
  /** Position in the list; absent for the member itself. */
  readonly index?: number;
  /** Items of the list, for the list itself. */
  readonly length?: number;
  readonly value: unknown;
}

/**
 * The members of a JSON object in a file, one after the other and lists item by item, so that memory does not grow
 * with the file.
 * @throws {InvalidTenantFile} the file cannot be read, or is not one JSON object
 */
export async function* readParts(file: string): AsyncGenerator<RawPart> {
  const parts = asStream(gen(parser({ streamValues: false }), splitter()), {
    writableObjectMode: false,
    readableObjectMode: true,
    readableHighWaterMark: 1000,
  });
  try {
    yield* pipeline(utf8Of(file), parts, () => {}) as AsyncIterable<RawPart>;
  } catch (error) {
    throw error instanceof InvalidTenantFile ? error : await asNotJson(file, error);
  }
}

/** Cuts the tokens of one object into parts. */
const splitter = () => {
  const assembler = new Assembler();
  let part = '';
  let index = 0;
  const takeItem = (list: unknown[]): RawPart => ({ part, index: index++, value: list.pop() });
  const takeMember = (object: unknown): RawPart => {
    const value: unknown = Reflect.get(Object(object), part);
    assembler.current = {};
    return Array.isArray(value) ? { part, value, length: index } : { part, value };
  };
  return (token: Token): RawPart | typeof none => {
    if (assembler.done && token.name !== 'startObject') throw refusal('must hold one JSON object, { … }');
    assembler.consume(token);
    const { depth, current } = assembler;
    if (depth === 2 && Array.isArray(current) && current.length > 0) return takeItem(current);
    if (depth !== 1 || token.name === 'startObject') return none;
    if (token.name !== 'keyValue') return takeMember(current);
    [part, index] = [token.value, 0];
    return none;
  };
};

const refusal = (message: string): InvalidTenantFile =>
  new InvalidTenantFile([{ path: '', message: `The file ${message}` }]);

/** The parser knows that something is wrong, the verifier knows where. */
const asNotJson = async (file: string, error: unknown): Promise<unknown> => {
  if (error instanceof Error && 'code' in error) return error;
  const where = await finished(utf8Of(file), verifier.asStream()).then(
    () => undefined,
    (fault: VerifierError) => fault,
  );
  return where ? refusal(`is not JSON at line ${where.line}, column ${where.pos}`) : error;
};

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read: permission denied',
  EPERM: 'may not be read: permission denied',
};

/**
 * Size and last change of a file, to tell later whether it is still the same.
 * @throws {InvalidTenantFile} it is missing, empty or not a regular file
 */
export const fingerprint = async (file: string): Promise<string> => {
  const stats = await stat(file).catch((error: NodeJS.ErrnoException) => {
    const reason = UNREADABLE[error.code ?? ''];
    throw reason ? refusal(`${file} ${reason}`) : error;
  });
  if (stats.isDirectory()) throw refusal(`${file} is a directory`);
  if (!stats.isFile()) throw refusal(`${file} is not a regular file`);
  if (stats.size === 0) throw refusal(`${file} is empty`);
  return [stats.ino, stats.size, stats.mtimeMs].join('-');
};
