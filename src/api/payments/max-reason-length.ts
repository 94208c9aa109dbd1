/** Stripe keeps up to 500 characters of an own reason for a refund. Those that only we keep are no longer. */
export const MAX_REASON_LENGTH = 500;
