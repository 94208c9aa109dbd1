/** What the sandbox knows of a payment method beyond what Stripe shows: how it will behave. The id is the payment method's. */
export interface Instrument {
  id: string;
  /** A test card's number, which decides its behaviour; empty for methods that are not cards. */
  number: string;
  /** A successful payment without a customer, or a detachment, uses a payment method up. */
  used: boolean;
  /** Saved for later with the bank's consent: needs no challenge when the customer is away. */
  authenticated: boolean;
}
