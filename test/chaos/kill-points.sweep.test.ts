import { DEADLY_FLOWS } from '../support/kill-points/deadly-flows.js';
import { describeSweeps, sweepsOf } from '../support/kill-points/sweep-run.js';

/** About eighty deaths, and as many restarts: two minutes on a machine of one's own. */
const TIMEOUT_MS = 1_800_000;

describeSweeps(
  'kill -9 at every request to Stripe and at every COMMIT of the main flows',
  sweepsOf(DEADLY_FLOWS),
  TIMEOUT_MS,
);
