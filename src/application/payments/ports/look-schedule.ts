/** An attempt that it is time to look at. */
export interface DueAttempt {
  readonly organizationId: string;
  readonly id: string;
}

/** A user whose customer at Stripe was asked for and never answered. */
export interface DueCustomer {
  readonly organizationId: string;
  readonly userId: string;
  readonly requestedAt: Date;
}

/** Which unsettled things to ask Stripe about, and when: whoever claims one has it for itself until its next time. */
export abstract class ILookSchedule {
  /** The `limit` most overdue of the open attempts, in no order. An attempt's next turn comes later the older it is. */
  abstract claimAttempts(now: Date, limit: number): Promise<DueAttempt[]>;
  /** The same of customers. */
  abstract claimCustomers(now: Date, limit: number): Promise<DueCustomer[]>;
  /** For one who waits: false when the attempt was looked at less than `pauseMs` ago. */
  abstract claimLook(organizationId: string, attemptId: string, now: Date, pauseMs: number): Promise<boolean>;
}
