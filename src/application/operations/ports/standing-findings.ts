/** Findings as a person settles them, one by one. */
export abstract class IStandingFindings {
  /** `before`: it was resolved already, and stays as it is. */
  abstract settle(organizationId: string, findingId: string): Promise<'now' | 'before' | 'unknown'>;
}
