import type { ILogger } from '../ports/logger.js';
import type { BackfillEvents } from './backfill-events.js';
import type { IEventCursors } from './ports/event-cursors.js';
import type { IStripeEventList } from './ports/stripe-event-list.js';

/** Several times a read's deadline of 8 s and the commit of a batch; renewed after each of them. */
const LEASE_MS = 60_000;

export interface SweepEventListCommand {
  readonly organizationId: string;
  /** Ends the sweep at once, though Stripe may hang: the process has to end in time. */
  readonly signal: AbortSignal;
}

/** Looks for events that were never delivered. For the worker, every minute: of several workers, one does it. */
export class SweepEventList {
  constructor(
    private readonly backfill: BackfillEvents,
    private readonly list: IStripeEventList,
    private readonly cursors: IEventCursors,
    private readonly logger: ILogger,
  ) {}

  /** @throws StripeUnavailableError, StripeRejectedError */
  async execute({ organizationId, signal }: SweepEventListCommand): Promise<void> {
    // There are no connected accounts yet. Each of them will have a list of its own.
    const account = null;
    const source = { organizationId, account, livemode: this.list.livemode };
    const lease = await this.cursors.take(source, LEASE_MS);
    if (lease === null) return;
    const lost = new AbortController();
    try {
      const run = this.backfill.execute({
        organizationId,
        account,
        since: null,
        signal: AbortSignal.any([signal, lost.signal]),
        onProgress: async () => {
          if (!(await this.cursors.renew(source, lease, LEASE_MS))) lost.abort();
        },
      });
      const added = (await orAborted(run, signal))?.added ?? 0;
      if (added > 0)
        this.logger.info("Events were found in Stripe's list before they were delivered", { added });
    } finally {
      await this.cursors.release(source, lease);
    }
  }
}

/** The work's result, or null once `signal` is aborted: what is under way then ends by itself and takes nothing more. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<null>((resolve) => {
    onAbort = () => resolve(null);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
