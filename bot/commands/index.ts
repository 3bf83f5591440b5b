import type { Command } from '../command.ts';
import { actFor } from './admin/act-for.ts';
import { askToCancel } from './admin/ask-to-cancel.ts';
import { assignEveryone } from './admin/assign-everyone.ts';
import { audit } from './admin/audit.ts';
import { buyCentrally } from './admin/buy-centrally.ts';
import { capacity } from './admin/capacity.ts';
import { centralize } from './admin/centralize.ts';
import { customers } from './admin/customers.ts';
import { decideRequests } from './admin/decide-requests.ts';
import { exportAudit } from './admin/export-audit.ts';
import { exportUsers } from './admin/export-users.ts';
import { licenses } from './admin/licenses.ts';
import { moveProgress } from './admin/move-progress.ts';
import { moveUsers } from './admin/move-users.ts';
import { notices } from './admin/notices.ts';
import { notifyHere } from './admin/notify-here.ts';
import { policies } from './admin/policies.ts';
import { requests } from './admin/requests.ts';
import { resumeMove } from './admin/resume-move.ts';
import { setPolicy } from './admin/set-policy.ts';
import { spend } from './admin/spend.ts';
import { takeOver } from './admin/take-over.ts';
import { undoMove } from './admin/undo-move.ts';
import { undoPolicy } from './admin/undo-policy.ts';
import { unused } from './admin/unused.ts';
import { answer } from './everyone/answer.ts';
import { assign } from './everyone/assign.ts';
import { buy } from './everyone/buy.ts';
import { cancel } from './everyone/cancel.ts';
import { close } from './everyone/close.ts';
import { help } from './everyone/help.ts';
import { language } from './everyone/language.ts';
import { myLicenses } from './everyone/my-licenses.ts';
import { myRequests } from './everyone/my-requests.ts';
import { notifications } from './everyone/notifications.ts';
import { requestLicense } from './everyone/request-license.ts';
import { subscription } from './everyone/subscription.ts';
import { subscriptions } from './everyone/subscriptions.ts';
import { unassign } from './everyone/unassign.ts';
import { billingProfiles } from './purchaser/billing-profiles.ts';
import { buyOwn } from './purchaser/buy-own.ts';
import { cancelAnswer } from './purchaser/cancel-answer.ts';
import { invoice } from './purchaser/invoice.ts';
import { invoices } from './purchaser/invoices.ts';
import { mySubscriptions } from './purchaser/my-subscriptions.ts';
import { payInvoice } from './purchaser/pay-invoice.ts';
import { paymentMethods } from './purchaser/payment-methods.ts';
import { reactivate } from './purchaser/reactivate.ts';
import { recurringBilling } from './purchaser/recurring-billing.ts';
import { removeCard } from './purchaser/remove-card.ts';
import { saveBillingProfile } from './purchaser/save-billing-profile.ts';
import { setQuantity } from './purchaser/set-quantity.ts';
import { setUpCard } from './purchaser/set-up-card.ts';

/** Everything the bot can do, in the order in which help shows it. */
export const commands: readonly Command[] = [
  subscriptions,
  subscription,
  licenses,
  exportUsers,
  capacity,
  spend,
  unused,
  audit,
  exportAudit,
  policies,
  setPolicy,
  undoPolicy,
  takeOver,
  moveUsers,
  moveProgress,
  resumeMove,
  undoMove,
  centralize,
  assignEveryone,
  askToCancel,
  mySubscriptions,
  buy,
  buyOwn,
  buyCentrally,
  setQuantity,
  recurringBilling,
  reactivate,
  cancel,
  cancelAnswer,
  invoices,
  invoice,
  payInvoice,
  paymentMethods,
  setUpCard,
  removeCard,
  billingProfiles,
  saveBillingProfile,
  assign,
  unassign,
  myLicenses,
  requestLicense,
  myRequests,
  requests,
  decideRequests,
  customers,
  actFor,
  notifications,
  notifyHere,
  notices,
  language,
  help,
  answer,
  close,
];
