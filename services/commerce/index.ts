import { assignmentPreviews } from './assignment-previews.ts';
import { assignmentActs } from './assignments.ts';
import { auditActs } from './audit.ts';
import { backgroundActs } from './background.ts';
import { billingActs } from './billing.ts';
import { buyableActs } from './buyable.ts';
import { cancelRequestActs } from './cancel-requests.ts';
import { cancellationActs } from './cancellations.ts';
import { cardSetupActs } from './card-setups.ts';
import { cardActs } from './cards.ts';
import { centralPurchaseActs } from './central-purchases.ts';
import { centralizeActs } from './centralize.ts';
import { exportActs } from './exports.ts';
import { licenseHoldingActs } from './license-holding.ts';
import { moveTargetActs } from './move-targets.ts';
import { partnerActs } from './partners.ts';
import { paymentChoiceActs } from './payment-choices.ts';
import { peopleActs } from './people.ts';
import { policyActs } from './policies.ts';
import { purchaseActs } from './purchases.ts';
import { quantityActs } from './quantities.ts';
import { readingActs } from './reading.ts';
import { renewalActs } from './renewals.ts';
import { reportActs } from './reports.ts';
import { requestActs } from './requests.ts';
import { createService, type NeededFoundations } from './service.ts';
import { takeoverActs } from './takeover.ts';

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
