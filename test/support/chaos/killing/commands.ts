/** A command on its way to Redis. */
export interface SentCommand {
  /** As it was sent. */
  readonly bytes: Buffer;
  /** The name of the command in capitals. */
  readonly name: string;
  readonly words: readonly string[];
}

const LINE_END = '\r\n';

/** Puts the commands of a connection together from the pieces in which they come: arrays of texts, as all clients send them. */
export const commandReader = (): ((piece: Buffer) => SentCommand[]) => {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const commands: SentCommand[] = [];
    for (let next = firstIn(rest); next; next = firstIn(rest)) {
      commands.push(next);
      rest = rest.subarray(next.bytes.length);
    }
    return commands;
  };
};

/** The first command, where all of it is there. */
const firstIn = (bytes: Buffer): SentCommand | undefined => {
  let at = 0;
  const line = (): string | undefined => {
    const end = bytes.indexOf(LINE_END, at);
    if (end < 0) return undefined;
    const text = bytes.toString('latin1', at, end);
    at = end + LINE_END.length;
    return text;
  };
  const count = line();
  if (count === undefined) return undefined;
  const words: string[] = [];
  for (let left = Number(count.slice(1)); left > 0; left--) {
    const length = line();
    const end = at + Number(length?.slice(1));
    if (length === undefined || bytes.length < end + LINE_END.length) return undefined;
    words.push(bytes.toString('utf8', at, end));
    at = end + LINE_END.length;
  }
  return { bytes: bytes.subarray(0, at), name: (words[0] ?? '').toUpperCase(), words };
};
