/** Who sells, as receipts must say it. */
export class Seller {
  constructor(
    readonly name: string | null,
    /** Japan: the number of the qualified invoice issuer, T and 13 digits. */
    readonly registrationNumber: string | null,
    /** A name of the IANA's: the day of a payment is the shop's, wherever the server stands. */
    readonly timeZone: string,
  ) {}
}
