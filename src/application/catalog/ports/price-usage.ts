/** Whether a price is referred to, so that what it costs must stay. Answered by those who refer to prices. */
export abstract class IPriceUsage {
  abstract isUsed(organizationId: string, priceId: string): Promise<boolean>;
}
