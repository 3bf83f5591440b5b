import { stringify } from 'yaml';

/** Somebody who is in the window's chats. */
export interface PlaygroundPerson {
  /** Entra object id. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

/** Who and what a window shows. */
export interface PlaygroundScene {
  readonly tenant: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** Who types. */
  readonly user: PlaygroundPerson;
  /** Who else is in the group chat and the team: exactly five people, the Playground takes no other number. */
  readonly others: readonly PlaygroundPerson[];
}

const BOT = { id: '28:self-service-purchases', name: 'Self-service purchases' };

/** The content of a `.m365agentsplayground.yml`. Its chats belong to the user, so that two windows share none. */
export const playgroundConfig = ({ tenant, user, others }: PlaygroundScene): string =>
  stringify({
    version: '0.1.1',
    tenantId: tenant.id,
    bot: BOT,
    currentUser: account(user),
    users: others.map(account),
    personalChat: { id: `personal-${user.id}` },
    groupChat: { id: `group-${user.id}`, name: 'Group chat' },
    team: {
      id: `team-${user.id}`,
      name: tenant.name,
      aadGroupId: tenant.id,
      channels: [{ id: `channel-${user.id}`, name: 'Purchases' }],
    },
  });

const account = ({ id, displayName, userPrincipalName }: PlaygroundPerson) => {
  const [givenName = '', ...surname] = displayName.split(' ');
  return {
    id: `29:${id}`,
    aadObjectId: id,
    name: displayName,
    givenName,
    surname: surname.join(' '),
    // The Playground spells it so.
    userPrincipleName: userPrincipalName,
    email: userPrincipalName,
  };
};
