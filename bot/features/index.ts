import type { Commands } from '../conversation/command.ts';
import { audit } from './audit/audit.ts';
import { billingProfiles } from './billing/billing-profiles.ts';
import { invoice } from './billing/invoice.ts';
import { invoices } from './billing/invoices.ts';
import { payInvoice } from './billing/pay-invoice.ts';
import { paymentMethods } from './billing/payment-methods.ts';
import { removeCard } from './billing/remove-card.ts';
import { saveBillingProfile } from './billing/save-billing-profile.ts';
import { setUpCard } from './billing/set-up-card.ts';
import { buy } from './buying/buy.ts';
import { buyCentrally } from './buying/buy-centrally.ts';
import { buyOwn } from './buying/buy-own.ts';
import { price } from './buying/price.ts';
import { askToCancel } from './centralizing/ask-to-cancel.ts';
import { assignEveryone } from './centralizing/assign-everyone.ts';
import { centralize } from './centralizing/centralize.ts';
import { exportAudit } from './exports/export-audit.ts';
import { exportUsers } from './exports/export-users.ts';
import { answer } from './home/answer.ts';
import { asTyped } from './home/as-typed.ts';
import { close } from './home/close.ts';
import { help } from './home/help.ts';
import { language } from './home/language.ts';
import { whoAmI } from './home/who-am-i.ts';
import { assign } from './licenses/assign.ts';
import { licenses } from './licenses/licenses.ts';
import { myLicenses } from './licenses/my-licenses.ts';
import { personOverview } from './licenses/person.ts';
import { unassign } from './licenses/unassign.ts';
import { moveProgress } from './moves/move-progress.ts';
import { moveUsers } from './moves/move-users.ts';
import { resumeMove } from './moves/resume-move.ts';
import { takeOver } from './moves/take-over.ts';
import { undoMove } from './moves/undo-move.ts';
import { notices } from './notices/notices.ts';
import { notifications } from './notices/notifications.ts';
import { notifyHere } from './notices/notify-here.ts';
import { setNotification } from './notices/set-notification.ts';
import { actFor } from './partners/act-for.ts';
import { customers } from './partners/customers.ts';
import { policies } from './policies/policies.ts';
import { setPolicy } from './policies/set-policy.ts';
import { undoPolicy } from './policies/undo-policy.ts';
import { erase } from './privacy/erase.ts';
import { securityLog } from './privacy/security-log.ts';
import { capacity } from './reports/capacity.ts';
import { spend } from './reports/spend.ts';
import { unused } from './reports/unused.ts';
import { decideRequests } from './requests/decide-requests.ts';
import { myRequests } from './requests/my-requests.ts';
import { requestLicense } from './requests/request-license.ts';
import { requests } from './requests/requests.ts';
import { withdrawRequest } from './requests/withdraw-request.ts';
import { cancel } from './subscriptions/cancel.ts';
import { cancelAnswer } from './subscriptions/cancel-answer.ts';
import { mySubscriptions } from './subscriptions/my-subscriptions.ts';
import { reactivate } from './subscriptions/reactivate.ts';
import { recurringBilling } from './subscriptions/recurring-billing.ts';
import { setQuantity } from './subscriptions/set-quantity.ts';
import { subscription } from './subscriptions/subscription.ts';
import { subscriptions } from './subscriptions/subscriptions.ts';

/** Everything the bot can do, in the order in which help shows it. */
export const commands: Commands = {
  subscriptions,
  subscription,
  licenses,
  person: personOverview,
  'export-users': exportUsers,
  capacity,
  spend,
  unused,
  audit,
  'security-log': securityLog,
  erase,
  'export-audit': exportAudit,
  policies,
  'set-policy': setPolicy,
  'undo-policy': undoPolicy,
  'take-over': takeOver,
  'move-users': moveUsers,
  'move-progress': moveProgress,
  'resume-move': resumeMove,
  'undo-move': undoMove,
  centralize,
  'assign-everyone': assignEveryone,
  'ask-to-cancel': askToCancel,
  'my-subscriptions': mySubscriptions,
  buy,
  'buy-own': buyOwn,
  'buy-centrally': buyCentrally,
  price,
  'set-quantity': setQuantity,
  'recurring-billing': recurringBilling,
  reactivate,
  cancel,
  'cancel-answer': cancelAnswer,
  invoices,
  invoice,
  'pay-invoice': payInvoice,
  'payment-methods': paymentMethods,
  'set-up-card': setUpCard,
  'remove-card': removeCard,
  'billing-profiles': billingProfiles,
  'save-billing-profile': saveBillingProfile,
  assign,
  unassign,
  'my-licenses': myLicenses,
  'request-license': requestLicense,
  'my-requests': myRequests,
  'withdraw-request': withdrawRequest,
  requests,
  'decide-requests': decideRequests,
  customers,
  'act-for': actFor,
  notifications,
  'set-notification': setNotification,
  'notify-here': notifyHere,
  notices,
  'who-am-i': whoAmI,
  language,
  help,
  answer,
  'as-typed': asTyped,
  close,
};
