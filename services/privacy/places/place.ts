/** Tells whether a text is about somebody or something that is to be erased. */
export interface Wanted {
  has(text: string): boolean;
}

/** Somewhere besides Redis' keys where something may tell of a person. */
export interface Place {
  readonly name: string;
  /** Removes what tells of it, and returns how much that was. */
  erase(wanted: Wanted): Promise<number>;
  /** What still does, such as the path of a file. */
  find(wanted: Wanted): Promise<string[]>;
}
