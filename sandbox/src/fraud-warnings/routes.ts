import type Stripe from 'stripe';
import { chargeForTrigger } from '../charges/charge-for-trigger.js';
import type { Operation } from '../core/operation.js';
import type { Family } from '../http/family.js';
import { listRoute, retrieveRoute } from '../http/standard-routes.js';

const PATH = '/v1/radar/early_fraud_warnings';

export const fraudWarnings: Family = {
  routes: [
    retrieveRoute(PATH, 'early_fraud_warnings', 'early fraud warning'),
    listRoute<'early_fraud_warnings', Stripe.Radar.EarlyFraudWarningListParams>(
      PATH,
      'early_fraud_warnings',
      'Radar.EarlyFraudWarningListParams',
      (_op, params) => (warning) =>
        (params.charge === undefined || warning.charge === params.charge) &&
        (params.payment_intent === undefined || warning.payment_intent === params.payment_intent),
    ),
  ],
  consequences: [
    (op, charge, { fraudWarning }) => {
      if (fraudWarning) warn(op, charge);
    },
  ],
  triggers: {
    fraud_warning: (op, { object }) =>
      warn(
        op,
        chargeForTrigger(op, object, (each) => each.status === 'succeeded'),
      ),
  },
  expansions: { 'radar.early_fraud_warning': { charge: ['charges'], payment_intent: ['payment_intents'] } },
};

/** The card's bank reports a payment as fraud, before any dispute. Nothing can be done about one that was given back. */
function warn(op: Operation, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning {
  const warning = op.put('early_fraud_warnings', {
    id: op.id('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: op.now,
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    ...(typeof charge.payment_intent === 'string' ? { payment_intent: charge.payment_intent } : {}),
  });
  op.emit('radar.early_fraud_warning.created', warning);
  return warning;
}
