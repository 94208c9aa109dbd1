/** Tells a store that is out of reach from a failure of our own, whatever its driver calls it. */
export abstract class IOutageDetector {
  /** True when trying again later may succeed without anything being changed. */
  abstract isOutage(error: unknown): boolean;
}
