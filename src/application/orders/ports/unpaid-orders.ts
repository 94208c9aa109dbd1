export interface UnpaidOrder {
  readonly organizationId: string;
  readonly id: string;
}

/** Orders that could be paid until now, of all organizations. */
export abstract class IUnpaidOrders {
  /**
   * Takes the `limit` oldest orders that nobody has paid since `before`, in no order. Nobody else gets the same ones until
   * `retryMs` have passed; one that is still unpaid then is due again.
   */
  abstract claimOverdue(before: Date, retryMs: number, limit: number): Promise<UnpaidOrder[]>;
}
