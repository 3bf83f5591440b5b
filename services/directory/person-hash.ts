import type { Person, Role, UserId, UserType } from '../commerce/api/types.ts';

/** A person as the fields of a Redis hash; '' stands for what is not known. */
export const encodePerson = (person: Person): Record<string, string> => ({
  id: person.id,
  displayName: person.displayName,
  userPrincipalName: person.userPrincipalName,
  mail: person.mail ?? '',
  userType: person.userType ?? '',
  enabled: person.enabled ? '1' : '0',
  roles: person.roles.join(','),
  locale: person.locale ?? '',
});

/** The same person after the directory has let go of them: disabled and without roles. */
export const encodeLeaver = (hash: Readonly<Record<string, string>>): Record<string, string> => ({
  ...hash,
  enabled: '0',
  roles: '',
  left: '1',
});

/** Whether the directory has let go of the person in a hash. */
export const isLeaver = (hash: Readonly<Record<string, string>>): boolean => hash['left'] === '1';

/** The person in a hash that `encodePerson` made, or undefined where there is none. */
export const decodePerson = (hash: Readonly<Record<string, string>>): Person | undefined => {
  const { id, displayName = '', userPrincipalName = '', mail, userType, enabled, roles, locale } = hash;
  if (!id) return undefined;
  return {
    id: id as UserId,
    displayName,
    userPrincipalName,
    mail: mail || null,
    userType: (userType || null) as UserType,
    enabled: enabled === '1',
    roles: roles ? (roles.split(',') as Role[]) : [],
    locale: locale || null,
  };
};
