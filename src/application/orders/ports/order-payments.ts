/** How the latest try to pay an order stands, to be shown to its payer. */
export interface OrderPaymentView {
  readonly kind: string;
  /** As Stripe's PaymentIntent has it; `open` while nobody has tried on Stripe's page. */
  readonly status: string;
  /** What Stripe says to the payer of the last failure. */
  readonly lastError: string | null;
  /** Stripe's code of it: the bank's reason (`insufficient_funds`) where there is one. */
  readonly lastErrorCode: string | null;
}

export abstract class IOrderPayments {
  /** By the order's id; an order that nobody has gone on to pay has none. */
  abstract latestOf(
    organizationId: string,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, OrderPaymentView>>;
}
