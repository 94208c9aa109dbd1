import { join } from 'node:path';
import { localUrl } from './environment.mjs';
import { fromRoot } from './paths.mjs';
import { Service } from './service.mjs';

/** @typedef {import('./environment.mjs').Plan} Plan */
/** @typedef {Pick<import('./service.mjs').ServiceOptions, 'onSpawn' | 'onLost'>} Hooks */

/** It writes before it answers: nothing is left to be done at the end but to close. */
const STOP_TIMEOUT_MS = 1_500;

/**
 * The sandbox of an installation, not started yet. It delivers to the API's webhook route, signed with the first of its
 * secrets.
 *
 * @param {Plan} plan
 * @param {string} home
 * @param {Hooks} hooks
 */
export function sandboxService(plan, home, hooks) {
  const { sandboxPort, env } = plan;
  const [secret = ''] = (env['STRIPE_WEBHOOK_SECRET'] ?? '').split(',');
  return new Service({
    name: 'sandbox',
    script: fromRoot('sandbox', 'bin', 'kaikei-sandbox.js'),
    args: [
      ...['--port', String(sandboxPort), '--data', join(home, 'sandbox')],
      ...['--webhook-url', `${localUrl(plan)}/webhooks/stripe`],
    ],
    env: () => ({ ...env, SANDBOX_WEBHOOK_SECRET: secret.trim() }),
    stopTimeoutMs: STOP_TIMEOUT_MS,
    ...hooks,
  });
}
