import { z } from 'zod';
import { CLOUDS, type CloudName } from '../teams/door/clouds.ts';

export const guidOf = (what: string) => z.guid({ error: `must be the GUID of ${what}` });

/** What the Bot Framework needs to know of the app's registration; the names are its own. */
export const registrationShape = z.object({
  MicrosoftAppId: guidOf('the app registration').optional(),
  MicrosoftAppPassword: z.string().min(1).optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMsi']).default('SingleTenant'),
  MicrosoftAppTenantId: guidOf('the directory').optional(),
});

type Given = z.infer<typeof registrationShape>;

const NAMES = Object.keys(registrationShape.shape);
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

/**
 * What is not right with a registration as a person has written it down: variables that are misspelt or blank. Without
 * this, authentication would be off by a slip of the pen.
 */
export const slipsOfRegistration = (env: NodeJS.ProcessEnv): string[] =>
  Object.entries(env).flatMap(([name, value]) => {
    const meant = NAMES.find((each) => plain(each) === plain(name));
    if (meant === undefined) return [];
    if (meant !== name) return [`${name}: is called ${meant}`];
    return value?.trim() === '' ? [`${name}: is blank; set it, or remove it for a bot without a registration`] : [];
  });

/** What is missing of a registration of which something is given. */
export const gapsOfRegistration = (given: Given & { readonly PUBLIC_URL?: string | undefined }): string[] => {
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType: type, PUBLIC_URL } = given;
  if (MicrosoftAppId === undefined) {
    const others = [MicrosoftAppPassword && 'MicrosoftAppPassword', MicrosoftAppTenantId && 'MicrosoftAppTenantId'];
    const named = others.filter((name) => name !== undefined).join(', ');
    return named === '' ? [] : [`MicrosoftAppId: required with ${named}`];
  }
  const missing = [
    ...(type !== 'UserAssignedMsi' && !MicrosoftAppPassword ? ['MicrosoftAppPassword'] : []),
    ...(type !== 'MultiTenant' && !MicrosoftAppTenantId ? ['MicrosoftAppTenantId'] : []),
  ];
  if (missing.length > 0) return [`${missing.join(', ')}: required with MicrosoftAppId and ${type}`];
  return PUBLIC_URL === undefined ? ['PUBLIC_URL: required with MicrosoftAppId'] : [];
};

/** The registration as the Bot Framework takes it; undefined without one. */
export const credentialsOf = (given: Given, cloud: CloudName): Record<string, string> | undefined => {
  if (given.MicrosoftAppId === undefined) return undefined;
  const { channelService } = CLOUDS[cloud];
  const credentials = { ...registrationShape.parse(given), ...(channelService && { ChannelService: channelService }) };
  return credentials as Record<string, string>;
};
