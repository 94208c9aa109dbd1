import type Stripe from 'stripe';
import { cancelIntent } from '../payment-intents/cancel.js';
import { captureIntent } from '../payment-intents/capture.js';
import { fullAddress, orNull } from '../customers/customer.js';
import { type Family, route } from '../http/family.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkLastDigit } from '../money/check-amount.js';
import { found, listRoute, retrieveRoute } from '../http/standard-routes.js';
import { stateError } from '../core/stripe-error.js';
import { captureLegacy, legacyCharge } from './legacy-charge.js';
import { releaseHold } from './release-hold.js';
import { settleCharge } from './settle-charge.js';
import { searchRoute } from '../http/search.js';
import { listPage } from '../http/list.js';
import type { Operation } from '../core/operation.js';

const PATH = '/v1/charges';

export const charges: Family = {
  routes: [
    route<Stripe.ChargeCreateParams>({
      method: 'POST',
      path: PATH,
      params: 'ChargeCreateParams',
      handle: (op, { params }) => legacyCharge(op, params),
    }),
    route({
      method: 'POST',
      path: '/v1/test_helpers/charges/:id/expire',
      handle: (op, { path }) => {
        const { id } = found(op, 'charges', path.id, 'charge');
        lapse(op, id);
        return op.must('charges', id);
      },
    }),
    searchRoute(PATH, 'charges', 'ChargeSearchParams'),
    retrieveRoute(PATH, 'charges', 'charge'),
    listRoute<'charges', Stripe.ChargeListParams>(
      PATH,
      'charges',
      'ChargeListParams',
      (_op, params) => (charge) =>
        (params.customer === undefined || charge.customer === params.customer) &&
        (params.payment_intent === undefined || charge.payment_intent === params.payment_intent) &&
        (params.transfer_group === undefined || charge.transfer_group === params.transfer_group),
    ),
    route<Stripe.ChargeUpdateParams>({
      method: 'POST',
      path: `${PATH}/:id`,
      params: 'ChargeUpdateParams',
      handle: (op, { path, params }) => {
        const before = found(op, 'charges', path.id, 'charge');
        const after = op.put('charges', patched(before, params));
        op.emit('charge.updated', after, before);
        return after;
      },
    }),
    route<Stripe.ChargeCaptureParams>({
      method: 'POST',
      path: `${PATH}/:id/capture`,
      params: 'ChargeCaptureParams',
      handle: (op, { path, params }) => {
        const charge = found(op, 'charges', path.id, 'charge');
        if (charge.status !== 'succeeded')
          throw stateError(
            `Charge ${charge.id} was declined: there is nothing to capture.`,
            'charge_invalid_parameter',
          );
        if (charge.captured)
          throw stateError(`Charge ${charge.id} has already been captured.`, 'charge_already_captured');
        if (charge.refunded)
          throw stateError(`Charge ${charge.id} has expired or was released.`, 'charge_expired_for_capture');
        const { amount } = params;
        if (amount !== undefined) checkLastDigit(amount, charge.currency, 'amount');
        if (typeof charge.payment_intent !== 'string') return captureLegacy(op, charge, amount);
        captureIntent(op, charge.payment_intent, amount === undefined ? {} : { amount_to_capture: amount });
        return op.must('charges', charge.id);
      },
    }),
    route({
      method: 'GET',
      path: `${PATH}/:id/refunds`,
      params: 'WebhookEndpointListParams',
      handle: (op, { path, params }) => {
        const { id } = found(op, 'charges', path.id, 'charge');
        return listPage(op, 'refunds', `${PATH}/${id}/refunds`, params, (refund) => refund.charge === id);
      },
    }),
  ],
  tasks: {
    'charge.settles': (op, id) => void settleCharge(op, id, true),
    'charge.hold_lapses': lapse,
  },
  expansions: {
    charge: {
      balance_transaction: ['balance_transactions'],
      customer: ['customers'],
      payment_intent: ['payment_intents'],
      failure_balance_transaction: ['balance_transactions'],
      review: ['reviews'],
      refunds: (op, charge) =>
        listPage(op, 'refunds', `${PATH}/${charge.id}/refunds`, {}, (refund) => refund.charge === charge.id),
    },
  },
};

/** Seven days have passed without a capture. */
function lapse(op: Operation, id: string): void {
  const charge = op.get('charges', id);
  if (!charge || charge.captured || charge.refunded) return;
  releaseHold(op, id, 'expired_uncaptured_charge');
  if (typeof charge.payment_intent === 'string') cancelIntent(op, charge.payment_intent, 'automatic');
}

function patched(charge: Stripe.Charge, params: Stripe.ChargeUpdateParams): Stripe.Charge {
  const { shipping } = params;
  const address = shipping && fullAddress(shipping.address);
  return {
    ...charge,
    ...(params.customer === undefined ? {} : { customer: params.customer }),
    ...(params.description === undefined ? {} : { description: orNull(params.description) }),
    ...(params.receipt_email === undefined ? {} : { receipt_email: orNull(params.receipt_email) }),
    ...(params.transfer_group === undefined ? {} : { transfer_group: params.transfer_group }),
    ...(params.fraud_details
      ? { fraud_details: { user_report: String(params.fraud_details.user_report) } }
      : {}),
    ...(shipping
      ? { shipping: { ...(address ? { address } : {}), name: shipping.name, phone: orNull(shipping.phone) } }
      : {}),
    metadata: mergeMetadata(charge.metadata, params.metadata as Record<string, string> | '' | undefined),
  };
}
