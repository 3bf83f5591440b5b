/** Text as names are looked up by: lower-case, without accents, so that "asa" finds Åsa. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
