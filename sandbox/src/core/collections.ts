import type Stripe from 'stripe';
import type { Delivery } from '../deliveries/delivery.js';
import type { DeliverySettings } from '../deliveries/delivery-settings.js';
import type { StoredAnswer } from '../http/idempotency.js';
import type { Fault } from '../controls/fault.js';
import type { Instrument } from '../payment-methods/instrument.js';
import type { IntentState } from '../payment-intents/intent-state.js';
import type { CheckoutState, IntentSession } from '../checkout/checkout-state.js';
import type { SandboxPrice } from '../prices/sandbox-price.js';
import type { PayoutItem } from '../payouts/payout-item.js';
import type { EndpointSecret } from '../webhook-endpoints/endpoint-secret.js';
import type { CashAccount } from '../cash-balances/cash-account.js';
import type { Task } from './agenda.js';
import type { SandboxEvent } from '../events/sandbox-event.js';

/** Everything that the sandbox keeps, by collection. What is added here is stored, journaled and restored. */
export interface Collections {
  customers: Stripe.Customer | Stripe.DeletedCustomer;
  payment_methods: Stripe.PaymentMethod;
  payment_intents: Stripe.PaymentIntent;
  charges: Stripe.Charge;
  refunds: Stripe.Refund;
  balance_transactions: Stripe.BalanceTransaction;
  setup_intents: Stripe.SetupIntent;
  setup_attempts: Stripe.SetupAttempt;
  disputes: Stripe.Dispute;
  reviews: Stripe.Review;
  early_fraud_warnings: Stripe.Radar.EarlyFraudWarning;
  payouts: Stripe.Payout;
  products: Stripe.Product | Stripe.DeletedProduct;
  prices: SandboxPrice;
  checkout_sessions: Stripe.Checkout.Session;
  cash_transactions: Stripe.CustomerCashBalanceTransaction;
  cards: Stripe.Card;
  tokens: Stripe.Token;
  webhook_endpoints: Stripe.WebhookEndpoint;
  events: SandboxEvent;

  instruments: Instrument;
  intent_states: IntentState;
  checkout_states: CheckoutState;
  intent_sessions: IntentSession;
  payout_items: PayoutItem;
  cash_accounts: CashAccount;
  endpoint_secrets: EndpointSecret;
  deliveries: Delivery;
  idempotency: StoredAnswer;
  agenda: Task;
  faults: Fault;
  settings: Setting;
}

/** The few singletons: the clock's offset, the delivery controls, the endpoint that was configured at boot. */
type Setting =
  | { id: 'clock'; offset_ms: number }
  | ({ id: 'delivery' } & DeliverySettings)
  | { id: 'configured_endpoint'; endpoint: string };

export type CollectionName = keyof Collections;
