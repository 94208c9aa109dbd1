import { DEADLY_FLOWS } from '../support/kill-points/deadly-flows.js';
import { describeSweeps, sweepsOf } from '../support/kill-points/sweep-run.js';

/** Those that move money after a payment, or are nobody's request; `kill-points.sweep` has all. */
const FLOWS = new Set(['capture', 'refund', 'expire']);
const TIMEOUT_MS = 600_000;

describeSweeps(
  'kill -9 right after every COMMIT: it is done, and whoever did it never learns',
  sweepsOf(DEADLY_FLOWS.filter(({ name }) => FLOWS.has(name))).filter(
    ({ kind, when }) => kind === 'commit' && when === 'after',
  ),
  TIMEOUT_MS,
);
