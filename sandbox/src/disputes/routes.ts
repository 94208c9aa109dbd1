import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { chargeForTrigger } from '../charges/charge-for-trigger.js';
import { type Family, route, type Trigger } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { type CardBehaviour, cardByNumber } from '../payment-methods/test-cards.js';
import {
  closeInquiriesInto,
  escalateInquiry,
  loseDispute,
  missDeadline,
  winDispute,
} from './dispute-outcome.js';
import { mergeEvidence } from './evidence.js';
import { openDispute } from './open-dispute.js';

const PATH = '/v1/disputes';

/** How long a bank thinks about the test pieces of evidence. */
const VERDICT_AFTER_MS = 500;

export const disputes: Family = {
  routes: [
    retrieveRoute(PATH, 'disputes', 'dispute'),
    listRoute<'disputes', Stripe.DisputeListParams>(
      PATH,
      'disputes',
      'DisputeListParams',
      (_op, params) => (dispute) =>
        (params.charge === undefined || dispute.charge === params.charge) &&
        (params.payment_intent === undefined || dispute.payment_intent === params.payment_intent),
    ),
    route<Stripe.DisputeUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'DisputeUpdateParams',
      handle: (op, { path, params }) => respond(op, found(op, 'disputes', path.id, 'dispute'), params),
    }),
    route({
      method: 'POST',
      path: `${PATH}/:id/close`,
      handle: (op, { path }) => loseDispute(op, found(op, 'disputes', path.id, 'dispute').id),
    }),
    // Called by the command line's `trigger charge.dispute.funds_withdrawn`: an inquiry is lost by way of a chargeback.
    route({
      method: 'POST',
      path: '/v1/test_helpers/disputes/:id/lose',
      handle: (op, { path }) => {
        const dispute = found(op, 'disputes', path.id, 'dispute');
        if (dispute.status.startsWith('warning_')) escalateInquiry(op, dispute.id);
        return loseDispute(op, dispute.id);
      },
    }),
  ],
  tasks: {
    'dispute.due': missDeadline,
    'dispute.won': (op, id) => ifOpen(op, id, winDispute),
    'dispute.lost': (op, id) => ifOpen(op, id, loseDispute),
    'dispute.escalated': (op, id) => ifOpen(op, id, escalateInquiry),
  },
  reactions: {
    'charge.captured': (op, object) => {
      const charge = object as Stripe.Charge;
      const card = cardByNumber(op.get('instruments', charge.payment_method ?? '')?.number ?? '');
      if (card) disputeAs(op, charge, card);
    },
    'charge.refunded': (op, object) => {
      const { id, refunded } = object as Stripe.Charge;
      if (refunded) closeInquiriesInto(op, id);
    },
  },
  consequences: [disputeAs],
  triggers: {
    dispute: (op, request) => {
      const usable = (charge: Stripe.Charge): boolean =>
        charge.captured && charge.status === 'succeeded' && !charge.disputed && !charge.refunded;
      const charge = chargeForTrigger(op, request.object, usable);
      const { reason } = request;
      const inquiry = request.inquiry === true;
      return openDispute(op, charge.id, {
        reason: typeof reason === 'string' ? reason : 'fraudulent',
        inquiry,
      });
    },
    dispute_won: onDispute(winDispute),
    dispute_lost: onDispute(loseDispute),
    dispute_escalated: onDispute(escalateInquiry),
  },
  expansions: { dispute: { charge: ['charges'], payment_intent: ['payment_intents'] } },
};

/** What the test cards for disputes bring about, once there is money to take back. */
function disputeAs(op: Operation, charge: Stripe.Charge, { dispute }: CardBehaviour): void {
  if (dispute === undefined || !charge.captured) return;
  openDispute(op, charge.id, {
    reason: dispute === 'product_not_received' ? dispute : 'fraudulent',
    inquiry: dispute === 'inquiry',
  });
}

/** Takes evidence, and sends it to the bank unless `submit` is false; `submit` alone sends what was saved before. */
function respond(op: Operation, before: Stripe.Dispute, params: Stripe.DisputeUpdateParams): Stripe.Dispute {
  const open = ['needs_response', 'warning_needs_response', 'under_review', 'warning_under_review'];
  if ((params.evidence ?? params.submit) !== undefined && !open.includes(before.status))
    throw stateError('This dispute is already closed.', 'status_transition_invalid');
  const submits = params.submit ?? params.evidence !== undefined;
  const warning = before.status.startsWith('warning_');
  const after = op.put('disputes', {
    ...before,
    evidence: mergeEvidence(before.evidence, params.evidence),
    evidence_details: {
      ...before.evidence_details,
      has_evidence: before.evidence_details.has_evidence || params.evidence !== undefined,
      ...(submits
        ? { submission_count: before.evidence_details.submission_count + 1, submission_method: 'manual' }
        : {}),
    },
    metadata: mergeMetadata(before.metadata, params.metadata as Record<string, string> | '' | undefined),
    status: submits ? (warning ? 'warning_under_review' : 'under_review') : before.status,
  });
  op.emit('charge.dispute.updated', after, before);
  const verdict = after.evidence.uncategorized_text;
  if (submits && verdict === 'winning_evidence') op.schedule('dispute.won', after.id, VERDICT_AFTER_MS);
  if (submits && verdict === 'losing_evidence') op.schedule('dispute.lost', after.id, VERDICT_AFTER_MS);
  if (submits && warning && verdict === 'escalate_inquiry_evidence')
    op.schedule('dispute.escalated', after.id, VERDICT_AFTER_MS);
  return after;
}

function ifOpen(op: Operation, id: string, decide: (op: Operation, id: string) => unknown): void {
  const status = op.get('disputes', id)?.status;
  if (status === 'under_review' || status === 'warning_under_review') decide(op, id);
}

/** A trigger for the dispute that was named, or the newest one. */
function onDispute(decide: (op: Operation, id: string) => Stripe.Dispute): Trigger {
  return (op, { object }) => {
    const [newest] = op.newestFirst('disputes');
    const id = object ?? newest?.id;
    if (id === undefined) throw invalidRequest('There is no dispute yet.', { param: 'object' });
    return decide(op, found(op, 'disputes', id, 'dispute', 'object').id);
  };
}
