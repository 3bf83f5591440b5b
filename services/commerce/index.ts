import { createAuditQueries } from './audit/audit.ts';
import { createBillingOperations } from './billing/billing.ts';
import { createPaymentChoiceQueries } from './billing/payment-choices.ts';
import { createPaymentMethodSetup } from './billing/payment-method-setup.ts';
import { createPaymentMethodOperations } from './billing/payment-methods.ts';
import { createBuyableQueries } from './buying/buyable.ts';
import { createCentralPurchaseOperations } from './buying/central-purchases.ts';
import { createPurchaseOperations } from './buying/purchases.ts';
import { createCancelRequestOperations } from './centralizing/cancel-requests.ts';
import { createCentralizeOperations } from './centralizing/centralize.ts';
import { createBackgroundOperations } from './clock/background.ts';
import { createOperationIds } from './core/operation-ids.ts';
import { createPartnerQueries } from './core/partners.ts';
import { createPeopleQueries } from './core/people.ts';
import { createRecognition } from './core/recognition.ts';
import { createService, type NeededFoundations } from './core/service.ts';
import { createExportQueries } from './exports/exports.ts';
import { createAssignmentPreviews } from './licenses/assignment-previews.ts';
import { createAssignmentOperations } from './licenses/assignments.ts';
import { createLicenseHoldingQueries } from './licenses/license-holding.ts';
import { createMoveTargetQueries } from './moves/move-targets.ts';
import { createMoveOperations } from './moves/moves.ts';
import { createPolicyOperations } from './policies/policies.ts';
import { createReportQueries } from './reports/reports.ts';
import { createRequestOperations } from './requests/requests.ts';
import { createCancellationOperations } from './subscriptions/cancellations.ts';
import { createQuantityOperations } from './subscriptions/quantities.ts';
import { createSubscriptionQueries } from './subscriptions/reading.ts';
import { createRenewalOperations } from './subscriptions/renewals.ts';

export { reconcile } from './billing/reconciling.ts';
export { matchProducts, productNames } from './core/catalogue.ts';
export { exportTenant } from './import/exporting/export.ts';
export { ImportRefused, InvalidTenantFile, importTenant } from './import/index.ts';
export { type PresentTenant, presentTenant } from './import/present.ts';
export { refreshTenant } from './import/refreshing/refresh.ts';
export { assertKnownSchema, bringUpToDate, NewerData } from './migrations/bring-up.ts';
export { POLICY } from './policies/policies.ts';
export { may, rolesFor } from './rules/access.ts';
export { hasCheckDigit, holdsCardNumber, holdsManyDigits } from './rules/cards.ts';
export { mayRequestInstead } from './rules/eligibility.ts';
export { renews } from './rules/lifecycle.ts';
export { timeZoneOf } from './rules/marks.ts';
export {
  checkPaymentMethod,
  isPaymentMethodExpired,
  paymentMethodExpiresSoon,
} from './rules/payment-methods.ts';
export { monthlyPrice } from './rules/pricing.ts';
export { checkQuantity } from './rules/quantity.ts';
export { problemsOf } from './rules/seats.ts';
export { DAY_MS } from './rules/term.ts';
export { cursorText, idText, plainNumber, plainText, visibleText } from './rules/text.ts';

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
    ...createSubscriptionQueries(service),
    ...createAssignmentOperations(service),
    ...createAssignmentPreviews(service),
    ...createLicenseHoldingQueries(service),
    ...createQuantityOperations(service),
    ...createRenewalOperations(service),
    ...createCancellationOperations(service),
    ...createBuyableQueries(service),
    ...createPurchaseOperations(service),
    ...createCentralPurchaseOperations(service),
    ...createMoveOperations(service),
    ...createMoveTargetQueries(service),
    ...createCentralizeOperations(service),
    ...createCancelRequestOperations(service),
    ...createBackgroundOperations(service),
    ...createPolicyOperations(service),
    ...createRequestOperations(service),
    ...createPaymentMethodOperations(service),
    ...createPaymentMethodSetup(service),
    ...createPaymentChoiceQueries(service),
    ...createBillingOperations(service),
    ...createAuditQueries(service),
    ...createExportQueries(service),
    ...createReportQueries(service),
    ...createPeopleQueries(service),
    ...createPartnerQueries(service),
    ...createRecognition(service),
    ...createOperationIds(service),
  };
};
