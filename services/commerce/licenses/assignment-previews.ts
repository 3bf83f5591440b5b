import type { AssignPreview, SeatProblem, UnassignPreview } from '../api/licenses.ts';
import type { Actor, Person, Subscription, SubscriptionRef, UserId } from '../api/types.ts';
import type { Service } from '../core/service.ts';
import { type Candidate, missingSeats, problemsOf, unknownAmong } from '../rules/seats.ts';
import { holdersAmong } from '../store/moves.ts';
import type { OpenTenant } from '../store/tenants.ts';
import { accessWithout } from './access.ts';
import { candidates, fewPeople, seatsToGive, seatsToTake } from './assignments.ts';

/** What giving licenses to people and taking them back would do; nothing here changes anything. */
export const createAssignmentPreviews = (service: Service) => ({
  /** Refuses as `assignLicenses`, but tells of people who can have none, and of missing licenses, in the preview. */
  async previewAssign(actor: Actor, ref: SubscriptionRef, people: readonly UserId[]): Promise<AssignPreview> {
    const users = fewPeople(people);
    const db = await service.open(actor);
    const subscription = await seatsToGive(db, actor, ref, { at: service.now() });
    const { having, lacking, problems } = await sorted(db, subscription, users, problemsOf);
    return {
      subscription,
      adding: lacking,
      already: having,
      problems,
      missing: missingSeats(subscription, lacking.length),
    };
  },

  /** Refuses as `unassignLicenses`, but tells of unknown people in the preview. */
  async previewUnassign(actor: Actor, ref: SubscriptionRef, people: readonly UserId[]): Promise<UnassignPreview> {
    const users = fewPeople(people);
    const db = await service.open(actor);
    const subscription = await seatsToTake(db, actor, ref);
    const { having, lacking, problems } = await sorted(db, subscription, users, unknownAmong);
    const access = await accessWithout(db, subscription, { now: service.now(), users: having.map(({ id }) => id) });
    return { subscription, removing: having, access, without: lacking, problems };
  },
});

/** People without a problem, by whether they have a license of the subscription. */
const sorted = async (
  db: OpenTenant,
  { ref }: Subscription,
  users: readonly UserId[],
  problemsAmong: (people: readonly Candidate[]) => SeatProblem[],
) => {
  const [people, holders] = await Promise.all([candidates(db, users), holdersAmong(db, ref, users)]);
  const problems = problemsAmong(people);
  const sound = people.flatMap(({ wanted, person }): Person[] =>
    person && !problems.some((problem) => problem.wanted === wanted) ? [person] : [],
  );
  return {
    having: sound.filter(({ id }) => holders.includes(id)),
    lacking: sound.filter(({ id }) => !holders.includes(id)),
    problems,
  };
};
