import { IStripeProbe } from '../../application/system/ports/stripe-probe.js';

/** A health check must be answered in two seconds, whatever hangs. */
const TIMEOUT_MS = 1_000;
/** Health is asked for every second or so; Stripe need not be. */
const REMEMBERED_MS = 5_000;
/** Any address of Stripe's API will do: what counts is that something answers. */
const STRIPE_API = 'https://api.stripe.com/healthcheck';

/** @param apiBase the sandbox's address; null where Stripe itself is used */
export function stripeHealthUrl(apiBase: string | null): string {
  return apiBase === null ? STRIPE_API : new URL('/_sandbox/health', apiBase).href;
}

/** Asks whether anything answers at `url`; what it answers does not matter to us below 500. */
export class StripeProbe extends IStripeProbe {
  #asked: { readonly atMs: number; readonly answer: Promise<boolean> } | null = null;

  /** @param url of the sandbox's health, or any address of Stripe's API */
  constructor(
    private readonly url: string,
    private readonly rememberedMs: number = REMEMBERED_MS,
  ) {
    super();
  }

  isReachable(): Promise<boolean> {
    const now = performance.now();
    if (this.#asked === null || now - this.#asked.atMs >= this.rememberedMs) {
      this.#asked = { atMs: now, answer: this.#ask() };
    }
    return this.#asked.answer;
  }

  async #ask(): Promise<boolean> {
    try {
      const answer = await fetch(this.url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      await answer.body?.cancel();
      return answer.status < 500;
    } catch {
      // Whatever the reason, the answer is no; the calls that need Stripe log their own failures.
      return false;
    }
  }
}
