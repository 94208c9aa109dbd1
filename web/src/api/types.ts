// The shapes that the API answers with (docs: /openapi.json). Amounts are integer minor units of their lower-case currency,
// times are ISO 8601 in UTC. A generated client replaces this folder later; nothing outside of it knows about HTTP.

export interface Config {
  publishable_key: string;
  /** The address of Stripe.js, or of the sandbox's stand-in for it. */
  stripe_js_url: string;
  sandbox: boolean;
  sandbox_url: string | null;
}

export interface User {
  id: string;
  email: string;
  name: string;
}

export interface SignedIn {
  user: User;
}

export interface Registration {
  email: string;
  password: string;
  name: string;
  terms_accepted: boolean;
  privacy_accepted: boolean;
}

export interface Credentials {
  email: string;
  password: string;
}

export interface Price {
  id: string;
  currency: string;
  unit_amount: number;
  type: 'one_time' | 'recurring';
  interval?: string;
  tax_behavior: 'inclusive' | 'exclusive';
  /** Per cent. */
  tax_rate: number;
}

export interface Product {
  id: string;
  name: string;
  description: string;
  prices: Price[];
}

export type OrderStatus =
  | 'pending'
  | 'awaiting_payment'
  | 'processing'
  | 'authorized'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'disputed'
  | 'charged_back'
  | 'cancelled'
  | 'expired';

export interface OrderItem {
  id: string;
  price_id: string;
  name: string;
  quantity: number;
  unit_amount: number;
  amount: number;
}

interface OrderTax {
  /** Per cent. */
  rate: number;
  amount: number;
}

export interface OrderChange {
  status: OrderStatus;
  at: string;
  cause: string;
}

interface OrderPayment {
  kind: 'payment_intent' | 'checkout';
  status: string;
  /** The bank wants another step, such as 3-D Secure. */
  next_action_required: boolean;
  last_error: string | null;
}

export interface Order {
  id: string;
  number: string;
  status: OrderStatus;
  currency: string;
  subtotal: number;
  tax: number;
  taxes: OrderTax[];
  total: number;
  amount_refunded: number;
  items: OrderItem[];
  history: OrderChange[];
  /** Null: nobody has gone on to pay. */
  payment: OrderPayment | null;
  created_at: string;
  /** Null: not paid yet; there is no receipt. */
  paid_at: string | null;
}

export interface OrderRequest {
  items: { price_id: string; quantity: number }[];
}

export interface CheckoutRequest {
  order_id: string;
  success_url: string;
  cancel_url: string;
}

export interface Checkout {
  id: string;
  /** Stripe's page. */
  url: string;
}

export interface PaymentIntent {
  client_secret: string;
  payment_intent_id: string;
  amount: number;
  currency: string;
  status: string;
  publishable_key: string;
}

/** A card that Stripe keeps for the customer. */
export interface SavedCard {
  id: string;
  /** Stripe's word: `visa`, `mastercard`, ... */
  brand: string;
  last4: string;
  exp_month: number;
  exp_year: number;
  is_default: boolean;
}

export interface SetupIntent {
  client_secret: string;
  setup_intent_id: string;
  publishable_key: string;
}

export interface Page<T> {
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
}
