import { auditActs } from './audit/audit.ts';
import { billingActs } from './billing/billing.ts';
import { paymentChoiceActs } from './billing/payment-choices.ts';
import { cardSetupActs } from './billing/payment-method-setup.ts';
import { cardActs } from './billing/payment-methods.ts';
import { buyableActs } from './buying/buyable.ts';
import { centralPurchaseActs } from './buying/central-purchases.ts';
import { purchaseActs } from './buying/purchases.ts';
import { cancelRequestActs } from './centralizing/cancel-requests.ts';
import { centralizeActs } from './centralizing/centralize.ts';
import { backgroundActs } from './clock/background.ts';
import { partnerActs } from './core/partners.ts';
import { peopleActs } from './core/people.ts';
import { createService, type NeededFoundations } from './core/service.ts';
import { exportActs } from './exports/exports.ts';
import { assignmentPreviews } from './licenses/assignment-previews.ts';
import { assignmentActs } from './licenses/assignments.ts';
import { licenseHoldingActs } from './licenses/license-holding.ts';
import { moveTargetActs } from './moves/move-targets.ts';
import { takeoverActs } from './moves/moves.ts';
import { policyActs } from './policies/policies.ts';
import { reportActs } from './reports/reports.ts';
import { requestActs } from './requests/requests.ts';
import { cancellationActs } from './subscriptions/cancellations.ts';
import { quantityActs } from './subscriptions/quantities.ts';
import { readingActs } from './subscriptions/reading.ts';
import { renewalActs } from './subscriptions/renewals.ts';

export type Commerce = ReturnType<typeof createCommerce>;

/**
 * The commerce service: one method for each act. Each takes who asks, checks that they may, and returns plain data.
 * All may throw a {@link CommerceError} (a refusal) with the reasons named at each, and `unknown-tenant`; an
 * {@link UncertainChange} where Redis went away in the middle of a change; any other error means that Redis failed and
 * nothing was done.
 */
export const createCommerce = (foundations: NeededFoundations) => {
  const service = createService(foundations);
  return {
    ...readingActs(service),
    ...assignmentActs(service),
    ...assignmentPreviews(service),
    ...licenseHoldingActs(service),
    ...quantityActs(service),
    ...renewalActs(service),
    ...cancellationActs(service),
    ...buyableActs(service),
    ...purchaseActs(service),
    ...centralPurchaseActs(service),
    ...takeoverActs(service),
    ...moveTargetActs(service),
    ...centralizeActs(service),
    ...cancelRequestActs(service),
    ...backgroundActs(service),
    ...policyActs(service),
    ...requestActs(service),
    ...cardActs(service),
    ...cardSetupActs(service),
    ...paymentChoiceActs(service),
    ...billingActs(service),
    ...auditActs(service),
    ...exportActs(service),
    ...reportActs(service),
    ...peopleActs(service),
    ...partnerActs(service),
  };
};
