/** Which events to replay. */
export type ReplaySelection =
  | { readonly ids: readonly string[] }
  /** All that have failed for good, of one type or (null) of any. */
  | { readonly status: 'dead'; readonly type: string | null };

export interface ReplayCandidate {
  readonly id: string;
  /** Its payload is no longer kept. */
  readonly isThinned: boolean;
}

/** What operators and upkeep do with events that are in the inbox. */
export abstract class IEventRecords {
  /** Those of `ids` that the inbox does not have. */
  abstract missing(organizationId: string, ids: readonly string[]): Promise<readonly string[]>;
  /** Locks up to `limit` of the selected events until the transaction ends, the longest waiting first. */
  abstract lock(
    organizationId: string,
    selection: ReplaySelection,
    limit: number,
  ): Promise<readonly ReplayCandidate[]>;
  /**
   * Lets go of the payloads of up to `limit` events that were processed or ignored before `time`; their rows stay.
   *
   * @returns how many
   */
  abstract thin(time: Date, limit: number): Promise<number>;
}
