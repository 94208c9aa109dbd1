/** Which payout a balance transaction was paid out with. The id is the balance transaction's. */
export interface PayoutItem {
  id: string;
  payout: string;
}
