import type { Commerce } from '../../services/commerce/index.ts';
import { type Admission, createAdmission } from '../teams/door/admission.ts';
import { type Authority, CLOUDS } from '../teams/door/clouds.ts';
import type { Config } from './config.ts';
import type { OpenServices } from './open-services.ts';

interface AdmissionSettings extends Pick<Config, 'credentials' | 'cloud' | 'allowedTenants'> {
  /** Who speaks for Teams, where that is not the cloud's own. */
  readonly authority?: Authority | undefined;
}

/** Who is let in by the registration; undefined without one. The tenants that are stored are served, unless told which. */
export const openAdmission = (
  { credentials, cloud, allowedTenants, authority = CLOUDS[cloud] }: AdmissionSettings,
  { commerce, log }: Pick<OpenServices, 'log'> & { readonly commerce: Pick<Commerce, 'listTenants'> },
): Admission | undefined => {
  const appId = credentials?.['MicrosoftAppId'];
  if (appId === undefined) return undefined;
  const tenants = async () => allowedTenants ?? (await commerce.listTenants());
  return createAdmission({ appId, authority, tenants, log });
};
