import type { Plan, PlannerParts } from './planner.ts';

/** A planner whose library is loaded with the first sentence that a model is asked about: most bots have no model. */
export const createLatePlanner = (parts: PlannerParts): Plan => {
  let planner: Promise<Plan> | undefined;
  const load = async () => (await import('./planner.ts')).createPlanner(parts);
  return async (...asked) => {
    if (!parts.endpoint) return undefined;
    planner ??= load();
    return (await planner)(...asked);
  };
};
