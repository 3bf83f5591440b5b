/** The few lines that the person who started the bot reads; the log is for machines and goes elsewhere. */
export const announce = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** One readable line for a start that cannot go on. */
export const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
