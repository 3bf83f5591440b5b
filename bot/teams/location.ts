/** Where a turn takes place, and where an answer can be sent or replaced later. */
export interface Location {
  /** The channel's own address of the conversation, as JSON; only the adapter reads it. */
  readonly reference: Readonly<Record<string, unknown>>;
  readonly conversationId: string;
  /** The pressed card. */
  readonly cardId?: string;
  /** More than one person reads along: what replaces a card there is seen by all. */
  readonly inGroup: boolean;
  /** A channel of a team. */
  readonly inChannel: boolean;
}
