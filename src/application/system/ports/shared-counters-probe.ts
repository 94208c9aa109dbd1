/** A look at what the processes count together in. */
export abstract class ISharedCountersProbe {
  /** False: each process counts for itself. */
  abstract isUsed(): boolean;

  /** To be asked only where it is used. */
  abstract isReachable(): Promise<boolean>;
}
