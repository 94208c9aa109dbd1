import { ApiProperty } from '@nestjs/swagger';
import { OrderResponse } from '../orders/order.dto.js';
import { PaymentMethodResponse } from '../payments/payment-method.dto.js';
import { PendingEmailResponse } from './email.dto.js';
import { SignInResponse } from './sign-in.dto.js';
import { UserResponse } from './user.dto.js';

export class ExportedConsentsResponse {
  /** ISO 8601, like all times. */
  terms_accepted_at!: string;
  privacy_accepted_at!: string;
  email_verified_at!: string | null;
}

export class ExportedSessionResponse {
  id!: string;
  created_at!: string;
  last_used_at!: string;
  ip!: string | null;
  user_agent!: string | null;
}

/** One try to pay an order. */
export class ExportedPaymentResponse {
  id!: string;
  @ApiProperty({ enum: ['payment_intent', 'checkout'] })
  kind!: string;
  payment_intent_id!: string | null;
  charge_id!: string | null;
  status!: string;
  /** Integer minor units, like all amounts. */
  amount!: number;
  amount_received!: number;
  currency!: string;
  created_at!: string;
}

export class ExportedRefundResponse {
  id!: string;
  stripe_refund_id!: string | null;
  amount!: number;
  currency!: string;
  status!: string;
  created_at!: string;
}

export class ExportedDisputeResponse {
  stripe_dispute_id!: string;
  amount!: number;
  currency!: string;
  reason!: string;
  status!: string;
  opened_at!: string;
}

export class ExportedOrderResponse extends OrderResponse {
  payments!: ExportedPaymentResponse[];
  refunds!: ExportedRefundResponse[];
  disputes!: ExportedDisputeResponse[];
}

export class ExportedMailResponse {
  subject!: string;
  /** Links that let somebody in are left out. */
  text!: string;
  created_at!: string;
  sent_at!: string | null;
}

/** Something that was done with the account: its password changed, its role given. */
export class ExportedDeedResponse {
  at!: string;
  /** Verb and object, dotted: `password.changed`. */
  action!: string;
  /** `shop`: somebody who works there, or its system. */
  @ApiProperty({ enum: ['you', 'shop'] })
  by!: 'you' | 'shop';
}

/** Everything that is known about an account. Passwords, tokens and their hashes are no part of it. */
export class AccountExportResponse {
  exported_at!: string;
  profile!: UserResponse;
  /** The address that the account is to have once the link that was mailed there is used. */
  @ApiProperty({ type: PendingEmailResponse, nullable: true })
  pending_email!: PendingEmailResponse | null;
  consents!: ExportedConsentsResponse;
  /** Those that are signed in. */
  sessions!: ExportedSessionResponse[];
  /** Kept at Stripe. */
  saved_cards!: PaymentMethodResponse[];
  /** Of the last 30 days. */
  mails!: ExportedMailResponse[];
  /** Of the last 90 days. */
  sign_ins!: SignInResponse[];
  /** The newest first. */
  deeds!: ExportedDeedResponse[];
  orders!: ExportedOrderResponse[];
}
