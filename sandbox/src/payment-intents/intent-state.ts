/** What an intent's confirmation left behind that Stripe does not show. The id is the intent's. */
export interface IntentState {
  id: string;
  /** The customer has passed the bank's challenge for the current payment method. */
  authenticated: boolean;
  /** Where the challenge's page leads back to. */
  return_url: string | null;
}
