/**
 * One database transaction around `work`. Repositories that are called inside take part in it by themselves.
 * Never call Stripe inside: the Stripe adapter refuses.
 */
export abstract class IUnitOfWork {
  /**
   * Commits when `work` resolves, rolls back when it throws. A nested run joins the outer transaction. `work` runs again
   * where the database undid it so that another transaction could go on: it changes nothing outside the transaction.
   *
   * @param about the id of what it locks first, where many may want that at one moment: they take turns before they take a
   *   connection, so that those who wait for one thing leave the connections to everything else.
   */
  abstract run<T>(work: () => Promise<T>, about?: string): Promise<T>;
}
