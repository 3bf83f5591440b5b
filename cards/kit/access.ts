import type { Localizer } from '../../locales/index.ts';
import type { Access } from '../../services/commerce/api/subscriptions.ts';

/** Who will lose access and who keeps it, and through what. */
export const accessAhead = (access: Access, { t }: Localizer): string[] => {
  const { losing, keeping } = access;
  if (losing === 0) return [keeping === 0 ? t('access.nobody') : t(`access.allKeep.${throughOf(access)}`)];
  const loses = t('access.loses', { count: losing });
  return keeping === 0 ? [loses] : [loses, t(`access.keep.${throughOf(access)}`, { count: keeping })];
};

/** The same once it has happened. */
export const accessAfter = (access: Access, { t }: Localizer): string[] => {
  const { losing, keeping } = access;
  if (losing === 0) return [keeping === 0 ? t('access.nobodyLost') : t(`access.allKept.${throughOf(access)}`)];
  const lost = t('access.lost', { count: losing });
  return keeping === 0 ? [lost] : [lost, t(`access.keep.${throughOf(access)}`, { count: keeping })];
};

const throughOf = ({ centrally }: Access) => (centrally ? 'central' : 'other');
