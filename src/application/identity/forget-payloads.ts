import type { IClock } from '../ports/clock.js';
import type { IPersonalData } from './ports/personal-data.js';

const HOUR_MS = 60 * 60 * 1_000;
/** Pages of some thousand payloads: millions of them. What is left is old, and goes with those of everyone. */
const MAX_PAGES = 1_000;
/** The first run after a start looks so far back: what came while no worker ran. */
const FIRST_LOOK_MS = 7 * 24 * HOUR_MS;
/** Two runs overlap by so much, since an event that is being worked on takes its time before it is seen. */
const OVERLAP_MS = HOUR_MS / 4;

/**
 * Lets go of what Stripe's events say of people whose accounts were deleted. It goes on telling of them: that the customer
 * is gone, and later of each refund of an old order.
 */
export class ForgetPayloads {
  #seenUntil: Date | null = null;

  constructor(
    private readonly personalData: IPersonalData,
    private readonly clock: IClock,
  ) {}

  /** Of events since the last run. For the worker, now and then. */
  async execute(signal: AbortSignal): Promise<void> {
    const startedAt = this.clock.now();
    const since = this.#seenUntil?.getTime() ?? startedAt.getTime() - FIRST_LOOK_MS;
    if (await this.#forget(new Date(since - OVERLAP_MS), signal)) this.#seenUntil = startedAt;
  }

  /** Of all events whose payload is kept. */
  async ofAllTime(): Promise<void> {
    await this.#forget(null);
  }

  /** @returns false when it was aborted */
  async #forget(since: Date | null, signal?: AbortSignal): Promise<boolean> {
    let from: string | null = null;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      if (signal?.aborted) return false;
      from = await this.personalData.erasePayloads(since, from);
      if (from === null) break;
    }
    return true;
  }
}
