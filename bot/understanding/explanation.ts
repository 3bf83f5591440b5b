/** What a sentence may mean, and why: for people who look into the understanding, not for those who chat. */
export interface Explanation {
  /** The best first. */
  readonly readings: readonly ExplainedReading[];
  /** Names of the tenant that stand in the text. */
  readonly recognised: readonly { readonly text: string; readonly kind: string; readonly names: readonly string[] }[];
}

/** One of the readings that compete. */
interface ExplainedReading {
  /** The name of a command, or `answer`. */
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** 0 to 1. */
  readonly score: number;
  /** What has found it, such as `rule`. */
  readonly by: string;
  /** Words that nothing accounts for. */
  readonly leftOver: readonly string[];
}
