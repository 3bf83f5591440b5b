/** What of a tenant a text can name. */
type MentionKind = 'person' | 'product' | 'subscription' | 'invoice' | 'request' | 'customer';

/** A name of the tenant in a text. */
export interface Mention {
  /** Where it begins and ends in the text, in UTF-16 units; the s of a genitive stands behind it. */
  readonly from: number;
  readonly to: number;
  readonly kind: MentionKind;
  /** One, or those that can be meant, the likeliest first. */
  readonly meant: readonly { readonly id: string; readonly name: string }[];
  /** The whole name or number, without a fault. */
  readonly exact: boolean;
}

/** The longest first, then the surest; of two that overlap only one is left. In the order of the text. */
export const apart = (mentions: readonly Mention[]): Mention[] => {
  const byWeight = [...mentions].sort((a, b) => b.to - b.from - (a.to - a.from) || Number(b.exact) - Number(a.exact));
  const kept: Mention[] = [];
  for (const mention of byWeight)
    if (kept.every(({ from, to }) => mention.to <= from || mention.from >= to)) kept.push(mention);
  return kept.sort((a, b) => a.from - b.from);
};
