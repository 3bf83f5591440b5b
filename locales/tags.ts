import { createKept } from '../services/cache/bounded.ts';

export const LANGUAGES = ['en', 'sv'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language that is spoken here, and where. */
export interface SpokenLocale {
  readonly language: Language;
  /** Language and region alone, for `Intl`, such as `sv-FI`. */
  readonly locale: string;
}

const DEFAULT_LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', sv: 'sv-SE' };

/** Of those who tell no language that is spoken here. */
export const SPOKEN_BY_DEFAULT: SpokenLocale = { language: 'en', locale: DEFAULT_LOCALES.en };

/** Characters of a tag that are looked at. */
const LONGEST = 100;

/**
 * Reads a tag as clients and systems write them, such as `sv_SE`, `SV`, `sv-Latn-SE` or `en_us.UTF-8`: a script, a calendar
 * or a private part in it does not change how people are spoken to. Undefined where it is of a language that is not
 * spoken here, or of none.
 */
export const readTag = (tag: string | undefined): SpokenLocale | undefined => {
  const some = (tag ?? '').slice(0, LONGEST);
  return keptTags(some, () => spokenIn(some));
};

/** Clients say few tags, and may say anything. */
const keptTags = createKept<SpokenLocale | undefined>(200);

const spokenIn = (tag: string): SpokenLocale | undefined => {
  const [plain = ''] = tag.trim().split(/[\s.,;@]/, 1);
  const parsed = localeOf(plain.replaceAll('_', '-')) ?? localeOf(/^[a-z]+/i.exec(plain)?.[0] ?? '');
  const language = LANGUAGES.find((each) => each === parsed?.language);
  if (!language) return undefined;
  return { language, locale: parsed?.region ? `${language}-${parsed.region}` : DEFAULT_LOCALES[language] };
};

const localeOf = (tag: string): Intl.Locale | undefined => {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
};
