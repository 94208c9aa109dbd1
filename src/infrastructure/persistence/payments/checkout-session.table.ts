import { EntitySchema } from 'typeorm';
import type { CheckoutSnapshot } from '../../../domain/payments/checkout-session.js';
import { integer, nullableText, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record of scalars, so the row is the same. */
export const checkoutSessionTable = new EntitySchema<CheckoutSnapshot>({
  name: 'checkout_session',
  tableName: 'checkout_sessions',
  columns: {
    attemptId: { ...uuidKey, name: 'attempt_id' },
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    status: text,
    successUrl: { ...text, name: 'success_url' },
    cancelUrl: { ...text, name: 'cancel_url' },
    locale: nullableText,
    stripeSessionId: { ...nullableText, name: 'stripe_session_id' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});
