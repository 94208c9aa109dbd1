/** A look at what the processes count together in. */
export abstract class ISharedCountersProbe {
  /** Null where there is none, and each process counts for itself. */
  abstract isReachable(): Promise<boolean> | null;
}
