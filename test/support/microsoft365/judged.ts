import { type Microsoft365StandIn, type StandInOptions, startMicrosoft365 } from '../../../demo/microsoft365/server.ts';
import type { World } from '../../../demo/microsoft365/world.ts';
import type { Microsoft365Registration } from '../../../services/microsoft365/registration.ts';
import { contosoWorld } from './contoso-world.ts';
import { judge } from './judge.ts';

export interface JudgedMicrosoft365 extends Microsoft365StandIn {
  readonly world: World;
  /** By which the app of the world opens it. */
  readonly registration: Microsoft365Registration;
}

/** Stands in for Microsoft 365 with a tenant of its own, and sends nothing that Microsoft could not have sent. */
export const startJudged = async (interfere?: StandInOptions['interfere']): Promise<JudgedMicrosoft365> => {
  const world = contosoWorld();
  const standIn = await startMicrosoft365({ world, judge, ...(interfere && { interfere }) });
  const { tenantId, app } = world;
  const credential = { kind: 'secret', secret: app.secret } as const;
  const { endpoints } = standIn;
  return {
    ...standIn,
    world,
    registration: { tenantId, clientId: app.clientId, credential, cloud: 'worldwide', endpoints },
  };
};
