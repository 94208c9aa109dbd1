/** The time. A port, so that expiry and backoff are tested without waiting. */
export abstract class IClock {
  abstract now(): Date;
}
