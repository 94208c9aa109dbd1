import type { CaptureMethod } from '../shared/capture-method.js';
import type { Money } from '../shared/money.js';
import type { OrderLine } from './order-line.js';
import type { TaxRounding } from './order-tax.js';

export interface PlaceOrderFacts {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly number: string;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  /** Left out: `automatic`. */
  readonly captureMethod?: CaptureMethod;
  readonly at: Date;
  readonly rounding?: TaxRounding;
}

/** What Stripe says about the order's payment. */
export interface PaymentFacts {
  readonly attemptId: string;
  /** `released`, `lapsed`: money was held, and the hold was given up by us or ran out. */
  readonly state: 'awaiting' | 'processing' | 'authorized' | 'captured' | 'released' | 'lapsed';
  /** All that was captured so far; zero until the state is `captured`. */
  readonly captured: Money;
}

/**
 * What became of the captured money. `open`: the bank has taken the disputed sum back for now; `lost`: for good. An inquiry
 * moves no money and is `none`, and so is a dispute that was won.
 */
export interface Aftermath {
  readonly refunded: Money;
  readonly dispute: 'none' | 'open' | 'lost';
}
