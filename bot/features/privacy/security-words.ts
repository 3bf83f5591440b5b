import type { SecurityWords } from '../../../cards/privacy/security-log.ts';
import en from '../../../locales/en.json' with { type: 'json' };
import type { CommandName, Localizer } from '../../../locales/index.ts';
import type { LimitName } from '../../../services/limits/limits.ts';
import type { SecurityEntry } from '../../../services/security-log/reading.ts';
import type { CommandContext } from '../../conversation/command.ts';

type What = keyof (typeof en)['securityLog']['what'];
type Why = keyof (typeof en)['securityLog']['why'];

/** The command of a verb that a card had, if there is one. */
type CommandOf = (verb: string) => CommandName | undefined;

/** Entries of the security log in words: ids have the names that are known of them, codes without words stay codes. */
export const securityWords = async (
  context: CommandContext,
  entries: readonly SecurityEntry[],
  commandOf: CommandOf,
): Promise<SecurityWords[]> => {
  const ids = [...new Set(entries.flatMap(({ userId }) => userId ?? []))];
  const { found } = await context.commerce.findNamedPeople(context.actor, ids);
  const names = new Map(found.map(({ person }) => [person.id, person.displayName]));
  const { t, moment } = context.localizer;
  return entries.map((entry) => {
    const { kind, userId, at, until, count } = entry;
    return {
      kind: t(`securityLog.event.${kind}`),
      when: moment(at),
      who: userId === undefined ? t('securityLog.nobody') : (names.get(userId) ?? t('securityLog.gone')),
      about: aboutOf(entry, commandOf, context),
      often: count > 1 ? t('securityLog.often', { count, until: moment(until) }) : undefined,
    };
  });
};

/** What was taken out, or which limit was reached. */
const nameOf = (what: string, { t }: Localizer): string => {
  if (what in en.securityLog.what) return t(`securityLog.what.${what as What}`);
  return what in en.limits.names ? t(`limits.names.${what as LimitName}`) : what;
};

const aboutOf = ({ what, why }: SecurityEntry, commandOf: CommandOf, { localizer }: CommandContext): string => {
  const { t } = localizer;
  const command = what === undefined ? undefined : commandOf(what);
  const known = what === undefined ? undefined : nameOf(what, localizer);
  const cause = why !== undefined && why in en.securityLog.why ? t(`securityLog.why.${why as Why}`) : why;
  return [command ? t(`commands.${command}.title`) : known, cause].filter(Boolean).join(': ');
};
