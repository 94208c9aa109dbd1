/** How requests show whose they are. */
export interface Identity {
  /** What a request carries. */
  headers(method: string): Record<string, string>;

  /**
   * Called when a request was answered 401.
   *
   * @param sentAt when the request was sent, in milliseconds of the epoch
   * @returns whether it is worth sending again
   * @throws whatever kept the server from being asked
   */
  renew(sentAt: number): Promise<boolean>;

  /** Called with the body of every answer that was a success. */
  learn?(answer: unknown): void;
}
