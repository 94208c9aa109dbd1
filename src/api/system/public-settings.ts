/** Stripe.js of the release that our API version belongs to: docs.stripe.com/sdks/stripejs-versioning. */
const STRIPE_JS_URL = 'https://js.stripe.com/endive/stripe.js';

/** What a browser may know. */
export class PublicSettings {
  readonly stripeJsUrl: string;

  constructor(
    readonly publishableKey: string,
    /** The sandbox's address; null when browsers talk to Stripe. */
    readonly sandboxUrl: string | null,
    /** Where the mails of development can be read; null where they are sent. */
    readonly mailsUrl: string | null,
  ) {
    this.stripeJsUrl = sandboxUrl === null ? STRIPE_JS_URL : new URL('/v3/', sandboxUrl).href;
  }
}
