import type { Commerce } from '../../services/commerce/index.ts';
import type { SecurityLog } from '../../services/security-log/security-log.ts';
import { type Admission, createAdmission } from '../teams/door/admission.ts';
import { type Authority, CLOUDS } from '../teams/door/clouds.ts';
import { RequestRefused } from '../teams/door/request-refused.ts';
import type { Config } from './config.ts';
import type { OpenServices } from './open-services.ts';

interface AdmissionSettings extends Pick<Config, 'credentials' | 'cloud' | 'allowedTenants'> {
  /** Who speaks for Teams, where that is not the cloud's own. */
  readonly authority?: Authority | undefined;
}

/** Who is let in by the registration; undefined without one. The tenants that are stored are served, unless told which. */
export const openAdmission = (
  { credentials, cloud, allowedTenants, authority = CLOUDS[cloud] }: AdmissionSettings,
  {
    commerce,
    log,
    securityLog,
  }: Pick<OpenServices, 'log' | 'securityLog'> & { readonly commerce: Pick<Commerce, 'listTenants'> },
): Admission | undefined => {
  const appId = credentials?.['MicrosoftAppId'];
  if (appId === undefined) return undefined;
  const tenants = async () => allowedTenants ?? (await commerce.listTenants());
  return noting(createAdmission({ appId, authority, tenants, log }), securityLog);
};

/** The same, which tells the security log of whoever is not let in. Nothing that they claim is proven. */
const noting = (admission: Admission, securityLog: SecurityLog): Admission => {
  const note = (error: unknown): never => {
    if (error instanceof RequestRefused) securityLog.note({ kind: 'authentication-failed', why: error.code });
    throw error;
  };
  return {
    authenticate: (authorization) => admission.authenticate(authorization).catch(note),
    admit: (activity, token) => admission.admit(activity, token).catch(note),
  };
};
