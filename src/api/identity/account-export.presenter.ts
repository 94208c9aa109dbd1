import type { AccountExport, ExportedOrder } from '../../application/identity/export-account.js';
import type { SessionView } from '../../application/identity/ports/session-queries.js';
import { viewUser } from '../../application/identity/user-view.js';
import type { AuditView } from '../../application/system/ports/audit-queries.js';
import type { MailView } from '../../application/notifications/ports/mail-history.js';
import { User, type UserSnapshot } from '../../domain/identity/user.js';
import type { OrderMoney } from '../../application/payments/ports/order-money.js';
import { presentOrder } from '../orders/order-presenter.js';
import { presentCard } from '../payments/payment-method-presenter.js';
import type {
  AccountExportResponse,
  ExportedConsentsResponse,
  ExportedDeedResponse,
  ExportedMailResponse,
  ExportedOrderResponse,
  ExportedSessionResponse,
} from './account-export.dto.js';
import { presentPendingEmail } from './email.presenter.js';
import { presentSignIn } from './sign-in.presenter.js';
import { presentUser } from './user.presenter.js';

/** Read while they are written. */
type LongList = 'sign_ins' | 'deeds' | 'orders';

/** `AccountExportResponse` as text, piece by piece: however long the lists are, one page of one is in memory. */
export async function* writeAccountExport(account: AccountExport): AsyncGenerator<string> {
  const { user, exportedAt, pendingEmail, sessions, cards, mails } = account;
  const head: Omit<AccountExportResponse, LongList> = {
    exported_at: exportedAt.toISOString(),
    profile: presentUser(viewUser(User.rehydrate(user))),
    pending_email: pendingEmail && presentPendingEmail(pendingEmail),
    consents: presentConsents(user),
    sessions: sessions.map(presentSession),
    saved_cards: cards.map(presentCard),
    mails: mails.map(presentMail),
  };
  yield JSON.stringify(head).slice(0, -1);
  yield* writeList('sign_ins', account.signIns, presentSignIn);
  yield* writeList('deeds', account.deeds, (deed) => presentDeed(deed, user.id));
  yield* writeList('orders', account.orders, presentExportedOrder);
  yield '}';
}

async function* writeList<Row>(
  name: LongList,
  rows: AsyncIterable<Row>,
  present: (row: Row) => object,
): AsyncGenerator<string> {
  yield `,"${name}":[`;
  let separator = '';
  for await (const row of rows) {
    yield separator + JSON.stringify(present(row));
    separator = ',';
  }
  yield ']';
}

function presentConsents(user: UserSnapshot): ExportedConsentsResponse {
  return {
    terms_accepted_at: user.termsAcceptedAt.toISOString(),
    privacy_accepted_at: user.privacyAcceptedAt.toISOString(),
    email_verified_at: user.emailVerifiedAt?.toISOString() ?? null,
  };
}

function presentSession({ id, createdAt, lastUsedAt, ip, userAgent }: SessionView): ExportedSessionResponse {
  const times = { created_at: createdAt.toISOString(), last_used_at: lastUsedAt.toISOString() };
  return { id, ...times, ip, user_agent: userAgent };
}

function presentMail({ subject, body, createdAt, sentAt }: MailView): ExportedMailResponse {
  const times = { created_at: createdAt.toISOString(), sent_at: sentAt?.toISOString() ?? null };
  return { subject, text: body, ...times };
}

/** Who works for the shop is for the shop to know. */
function presentDeed({ at, action, actorUserId }: AuditView, userId: string): ExportedDeedResponse {
  return { at: at.toISOString(), action, by: actorUserId === userId ? 'you' : 'shop' };
}

function presentExportedOrder({ order, money }: ExportedOrder): ExportedOrderResponse {
  return { ...presentOrder(order), ...presentMoney(money) };
}

function presentMoney({
  attempts,
  refunds,
  disputes,
}: OrderMoney): Pick<ExportedOrderResponse, 'payments' | 'refunds' | 'disputes'> {
  return {
    payments: attempts.map((attempt) => ({
      id: attempt.id,
      kind: attempt.kind,
      payment_intent_id: attempt.stripePaymentIntentId,
      charge_id: attempt.stripeChargeId,
      status: attempt.status,
      amount: attempt.amountMinor,
      amount_received: attempt.amountReceivedMinor,
      currency: attempt.currency,
      created_at: attempt.requestedAt.toISOString(),
    })),
    refunds: refunds.map((refund) => ({
      id: refund.id,
      stripe_refund_id: refund.stripeRefundId,
      amount: refund.amountMinor,
      currency: refund.currency,
      status: refund.status,
      created_at: refund.createdAt.toISOString(),
    })),
    disputes: disputes.map((dispute) => ({
      stripe_dispute_id: dispute.stripeDisputeId,
      amount: dispute.amountMinor,
      currency: dispute.currency,
      reason: dispute.reason,
      status: dispute.status,
      opened_at: dispute.openedAt.toISOString(),
    })),
  };
}
