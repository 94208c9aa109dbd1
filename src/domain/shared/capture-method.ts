/** As Stripe has it. `manual`: the card is charged only once an operator captures what it holds. */
export type CaptureMethod = 'automatic' | 'manual';
