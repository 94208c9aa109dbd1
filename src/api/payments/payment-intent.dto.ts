import { IsString, MaxLength } from 'class-validator';
import { UUID_LENGTH } from '../http/uuid-length.js';

export class CreatePaymentIntentRequest {
  /** The order to be paid: its amount, currency and metadata are taken from the database. */
  @IsString()
  @MaxLength(UUID_LENGTH)
  order_id!: string;
}

export class PaymentIntentResponse {
  /** For the payer's browser and Stripe.js alone. */
  client_secret!: string;
  /** Stripe's id (`pi_...`). */
  payment_intent_id!: string;
  /** Integer minor units. */
  amount!: number;
  /** Lower-case ISO 4217. */
  currency!: string;
  /** As Stripe's PaymentIntent has it. */
  status!: string;
  /** Stripe's key for browsers. */
  publishable_key!: string;
}
