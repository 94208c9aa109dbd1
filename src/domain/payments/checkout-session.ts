import type { Locale } from '../shared/locale.js';
import { invariant } from '../shared/domain-error.js';

/** `opening`: committed, Stripe's answer not yet known. The others as Stripe's Checkout session has them. */
export type CheckoutStatus = 'opening' | 'open' | 'complete' | 'expired';

/** As Stripe has it. */
export type CheckoutState = Exclude<CheckoutStatus, 'opening'>;

export function isCheckoutState(value: unknown): value is CheckoutState {
  return value === 'open' || value === 'complete' || value === 'expired';
}

/** A session only goes forward, and never leaves `complete` or `expired`. */
const TRANSITIONS = {
  opening: ['open', 'complete', 'expired'],
  open: ['complete', 'expired'],
  complete: [],
  expired: [],
} as const satisfies Record<CheckoutStatus, readonly CheckoutStatus[]>;

export interface CheckoutSnapshot {
  /** The payment attempt that it is the page of. */
  readonly attemptId: string;
  readonly organizationId: string;
  readonly version: number;
  readonly status: CheckoutStatus;
  /** Where Stripe sends the payer afterwards; may hold `{CHECKOUT_SESSION_ID}`. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** What the page speaks; null: the browser's language. */
  readonly locale: Locale | null;
  /** Stripe's (`cs_...`). */
  readonly stripeSessionId: string | null;
  readonly updatedAt: Date;
}

export type CheckoutRequest = Pick<
  CheckoutSnapshot,
  'attemptId' | 'organizationId' | 'successUrl' | 'cancelUrl' | 'locale' | 'updatedAt'
>;

/** What a payer's page shall be like. */
export type CheckoutWish = Pick<CheckoutSnapshot, 'successUrl' | 'cancelUrl' | 'locale'>;

/** `contradiction`: Stripe never goes from complete to expired or back, so a person must look. */
export type CheckoutNews = 'news' | 'known' | 'stale' | 'contradiction';

/** Stripe's page for a payment attempt. Changed only by whoever holds the attempt's lock. */
export class CheckoutSession {
  #state: CheckoutSnapshot;

  private constructor(state: CheckoutSnapshot) {
    this.#state = state;
  }

  static request(request: CheckoutRequest): CheckoutSession {
    return new CheckoutSession({ ...request, version: 1, status: 'opening', stripeSessionId: null });
  }

  static rehydrate(snapshot: CheckoutSnapshot): CheckoutSession {
    return new CheckoutSession(snapshot);
  }

  snapshot(): CheckoutSnapshot {
    return this.#state;
  }

  get status(): CheckoutStatus {
    return this.#state.status;
  }

  get stripeSessionId(): string | null {
    return this.#state.stripeSessionId;
  }

  /** Whether Stripe's session is this one, as far as is known. */
  mayBe(stripeSessionId: string): boolean {
    return this.stripeSessionId === null || this.stripeSessionId === stripeSessionId;
  }

  /** Whether it leads back as is wished for, and speaks the language that is wished for, if any is. */
  fits({ successUrl, cancelUrl, locale }: CheckoutWish): boolean {
    const page = this.#state;
    const isUnderstood = locale === null || page.locale === locale;
    return page.successUrl === successUrl && page.cancelUrl === cancelUrl && isUnderstood;
  }

  /** Takes what Stripe says; each status is one-way, so that the order of arrival does not matter. */
  observe(stripeSessionId: string, status: CheckoutState, at: Date): CheckoutNews {
    invariant(this.mayBe(stripeSessionId), 'An attempt has one Checkout session.');
    if (status === this.status) return 'known';
    const allowed: readonly CheckoutStatus[] = TRANSITIONS[this.status];
    if (!allowed.includes(status)) return status === 'open' ? 'stale' : 'contradiction';
    this.#state = { ...this.#state, status, stripeSessionId, updatedAt: at };
    return 'news';
  }
}
