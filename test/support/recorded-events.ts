/**
 * Events as Stripe sent them to other shops, made shorter: of objects that our Stripe does not have. Ids and times are
 * the recording's, or zeros.
 */
export interface RecordedEvent {
  readonly type: string;
  /** Null: from before events told it. */
  readonly api_version: string | null;
  readonly created: number;
  readonly object: Readonly<Record<string, unknown>>;
}

const DISPUTE = {
  object: 'dispute',
  amount: 1000,
  balance_transaction: 'txn_00000000000000',
  balance_transactions: [],
  charge: 'ch_00000000000000',
  created: 1_517_722_521,
  currency: 'usd',
  evidence_details: { due_by: 1_519_430_399, has_evidence: false, past_due: false, submission_count: 0 },
  is_charge_refundable: false,
  livemode: false,
  metadata: {},
  reason: 'general',
};

export const RECORDED_EVENTS: readonly RecordedEvent[] = [
  {
    type: 'charge.dispute.created',
    api_version: '2018-01-23',
    created: 1_326_853_478,
    object: { ...DISPUTE, id: 'dp_00000000000000', status: 'needs_response' },
  },
  {
    type: 'charge.dispute.funds_withdrawn',
    api_version: '2020-08-27',
    created: 1_439_229_084,
    object: { ...DISPUTE, id: 'dp_00000000000001', payment_intent: 'pi_0000', status: 'needs_response' },
  },
  {
    type: 'radar.early_fraud_warning.created',
    api_version: '2020-08-27',
    created: 1_699_116_878,
    object: {
      id: 'issfr_0O8n7K9e1RjUNIyYmTbvMMLa',
      object: 'radar.early_fraud_warning',
      actionable: true,
      charge: 'ch_2O8n7J9e1RjUNIyY1rs9MIRL',
      created: 1_699_116_878,
      fraud_type: 'made_with_stolen_card',
      livemode: false,
      payment_intent: 'pi_2O8n7J9e1RjUNIyY1X7FyY6q',
    },
  },
  {
    type: 'review.closed',
    api_version: '2017-08-15',
    created: 1_561_000_000,
    object: { id: 'prv_0000', object: 'review', charge: 'ch_0000', open: false, reason: 'approved' },
  },
  {
    type: 'charge.refund.updated',
    api_version: '2020-08-27',
    created: 1_648_319_945,
    object: {
      id: 're_0000',
      object: 'refund',
      amount: 100,
      charge: 'ch_0000',
      currency: 'usd',
      metadata: { order_id: '6735' },
      payment_intent: 'pi_0001',
      reason: null,
      status: 'succeeded',
    },
  },
  {
    type: 'charge.refunded',
    api_version: null,
    created: 1_326_853_478,
    object: {
      id: 'ch_0001',
      object: 'charge',
      amount: 1000,
      amount_refunded: 1000,
      captured: true,
      currency: 'usd',
      livemode: false,
      metadata: {},
      refunded: true,
      refunds: [{ amount: 1000, currency: 'usd', created: 1_381_080_103, object: 'refund' }],
    },
  },
  {
    type: 'charge.refunded',
    api_version: '2022-11-15',
    created: 1_678_604_420,
    object: {
      id: 'ch_0002',
      object: 'charge',
      amount: 1500,
      amount_captured: 1500,
      amount_refunded: 500,
      captured: true,
      currency: 'usd',
      livemode: false,
      metadata: {},
      payment_intent: 'pi_0002',
      refunded: false,
    },
  },
];
