import { API_VERSION } from '../core/api-version.js';
import { invalidRequest } from '../core/stripe-error.js';

/** Versions are dates, the later ones with a name. */
const VERSION = /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/;

/** The first version of Stripe's API (docs.stripe.com/changelog). */
const FIRST_DAY = '2011-01-01';
const OUR_DAY = API_VERSION.slice(0, 10);

/** Takes any version from Stripe's first to ours, and answers in ours, as the answer's own header says. */
export function checkVersion(header: string | string[] | undefined): void {
  if (header === undefined || header === API_VERSION) return;
  const version = String(header);
  const day = version.slice(0, 10);
  const known = day >= FIRST_DAY && day <= OUR_DAY && !Number.isNaN(Date.parse(day));
  if (known && VERSION.test(version)) return;
  throw invalidRequest(`Invalid Stripe API version: ${version.slice(0, 60)}`);
}
