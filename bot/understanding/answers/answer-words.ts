/** What a language's words are to the finder of answers; lists are separated by spaces. */
export interface AnswerWords {
  /** Say nothing about a question. */
  readonly ignored: string;
  /** Make a text a question wherever they stand, and tell questions on the same thing apart. */
  readonly asking: string;
  /** Make it one at its beginning. */
  readonly opening: string;
  /** Tell questions on the same thing apart too, but are no sign of what a text is about. */
  readonly light: string;
  /** The words of the domain. Those of a group mean the same; an inflected form stands only where stemming misses it. */
  readonly alike: readonly string[];
  /** Questions that only sound like those that have an answer: commands show what the person asks for. */
  readonly requests: readonly string[];
}
