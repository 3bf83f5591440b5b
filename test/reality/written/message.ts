/** A message as somebody has reported that it comes, and what is to be read of it. */
export interface WrittenMessage {
  readonly what: string;
  /** Where that was reported. */
  readonly report: string;
  /** What differs from a plain message. */
  readonly activity: Readonly<Record<string, unknown>>;
  readonly words: string;
  readonly without?: 'file' | 'forwarded';
}

/** The HTML that a message brings beside its text. */
export const html = (content: unknown) => ({ contentType: 'text/html', content });
