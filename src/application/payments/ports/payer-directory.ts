export interface Payer {
  readonly email: string | null;
  readonly name: string;
}

/** What payments need to know of a user. */
export abstract class IPayerDirectory {
  abstract find(organizationId: string, userId: string): Promise<Payer | null>;
}
