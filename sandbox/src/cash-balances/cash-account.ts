/** What a customer has sent by bank transfer and not yet paid with. The id is the customer's. */
export interface CashAccount {
  id: string;
  /** Minor units by currency. */
  available: Record<string, number>;
}
