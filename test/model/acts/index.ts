import type { Acts } from './act.ts';
import * as billing from './billing.ts';
import * as buying from './buying.ts';
import * as centralizing from './centralizing.ts';
import * as choosing from './choosing.ts';
import * as importing from './importing.ts';
import * as licenses from './licenses.ts';
import * as looking from './looking.ts';
import * as moves from './moves.ts';
import * as owning from './owning.ts';
import { actFor } from './partners.ts';
import * as policies from './policies.ts';
import * as requests from './requests.ts';
import * as time from './time.ts';

/** What can be done by two at once, and in passing time; the more often named, the more often done. */
export const ACTS_AT_ONCE: readonly Acts[] = [
  ...[licenses.assign, licenses.assign, licenses.assign, licenses.unassign, licenses.unassign],
  ...[owning.setQuantity, owning.setQuantity, owning.setQuantity, owning.setRecurringBilling],
  ...[owning.reactivateIt, owning.cancel, owning.takeOver, buying.buy, buying.buy, buying.buyCentrally],
  ...[
    moves.beginMove,
    moves.beginMove,
    moves.beginMove,
    moves.carryOn,
    moves.carryOn,
    moves.undoMove,
    moves.resumeMove,
  ],
  ...[policies.changePolicy, policies.changePolicy, policies.undoPolicy, policies.undoPolicy],
  ...[requests.requestLicense, requests.requestLicense, requests.decide, requests.withdraw],
  ...[
    billing.payInvoice,
    billing.payInvoice,
    billing.addCard,
    billing.changeCard,
    billing.detachCard,
    billing.saveProfile,
  ],
  ...[centralizing.assignEveryone, centralizing.askToCancel, centralizing.askOneToCancel, centralizing.answerRequest],
  ...[importing.refresh, importing.refresh, importing.replace, importing.importFaulty],
  ...[choosing.mute, choosing.lose, actFor],
  ...[looking.list, looking.exportUsers, looking.capacity, looking.spend, looking.unused],
  ...[looking.centralizePreview, looking.readAudit],
];

export const ACTS: readonly Acts[] = [
  ...ACTS_AT_ONCE,
  ...[time.wait, time.wait, time.wait, time.wait, time.wait, time.leap, time.goBack, time.repeat, time.repeat],
];
