import { ListQuery } from '../http/list-query.dto.js';

export class PaymentMethodListQuery extends ListQuery {}

/** A saved card: Stripe keeps it, and this is what may be shown of it. */
export class PaymentMethodResponse {
  /** Stripe's id (`pm_...`). A browser confirms a payment with it by Stripe.js. */
  id!: string;
  /** As Stripe has it: `visa`, `mastercard`, `amex`, `jcb`, ... */
  brand!: string;
  last4!: string;
  /** 1 to 12. */
  exp_month!: number;
  /** Four digits. */
  exp_year!: number;
  /** `credit`, `debit`, `prepaid` or `unknown`. */
  funding!: string;
  /** `apple_pay`, `google_pay`, ...; null for a card that was typed in. */
  wallet!: string | null;
  /** Taken unless another is named. At most one is. */
  is_default!: boolean;
  created_at!: string;
}

export class PaymentMethodListResponse {
  data!: PaymentMethodResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

export class SetupIntentResponse {
  /** Stripe's id (`seti_...`). */
  setup_intent_id!: string;
  /** For the customer's browser and Stripe.js alone. */
  client_secret!: string;
  /** Stripe's key for browsers. */
  publishable_key!: string;
}
