/** What the shop has decided to do about fraud, once for all payments. */
export class FraudPolicy {
  /** @param onEarlyWarning `refund`: a payment that its bank reports as fraud is given back before it is disputed. */
  constructor(readonly onEarlyWarning: 'report' | 'refund') {}
}
