import { DEMO_CUSTOMER, localUrl } from './environment.mjs';

/** @typedef {import('./environment.mjs').Plan} Plan */

/** The API has just said that it is ready; hashing a password takes well below a second. */
const TIMEOUT_MS = 10_000;

/**
 * Registers the demo customer, as anyone can register; an account that stands stays as it is.
 *
 * @param {Plan} plan
 * @returns {Promise<boolean>} whether there is one. The rest runs without it, so a failure is told and no more
 */
export async function registerDemoCustomer(plan) {
  try {
    const answer = await fetch(`${localUrl(plan)}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...DEMO_CUSTOMER,
        // No part of the password, which would be refused.
        name: 'Hanako Yamada',
        terms_accepted: true,
        privacy_accepted: true,
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    if (answer.status === 201 || answer.status === 409) return true;
    console.error(`The demo customer could not be registered: the API answered ${answer.status}.`);
  } catch (error) {
    console.error(`The demo customer could not be registered: ${error}`);
  }
  return false;
}
