import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IHeartbeats, ProcessInstance } from './ports/heartbeats.js';

/** Rows of processes that ended this long ago tell nobody anything. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1_000;

/** Says that this process is alive. One object a process, called every `HEARTBEAT_INTERVAL_MS`. */
export class BeatHeart {
  #instance: ProcessInstance | null = null;

  constructor(
    private readonly heartbeats: IHeartbeats,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @param process its kind: `worker` */
  async execute({ process }: { readonly process: string }): Promise<void> {
    const now = this.clock.now();
    if (this.#instance === null) {
      this.#instance = { process, instanceId: this.ids.uuid(), startedAt: now };
      await this.heartbeats.deleteBefore(new Date(now.getTime() - FORGET_AFTER_MS));
    }
    await this.heartbeats.beat(this.#instance, now);
  }
}
