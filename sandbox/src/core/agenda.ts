import type { Clock } from './clock.js';
import { DueQueue } from './due-queue.js';
import type { Store } from './store.js';

/** Something that is due later in sandbox time: a late balance transaction, a hold that lapses. */
export interface Task {
  id: string;
  /** Sandbox time in milliseconds. */
  at: number;
  kind: string;
  /** The object that it is about. */
  subject: string;
}

/** Runs tasks when they are due. The tasks themselves live in the store, so they survive a restart. */
export class Agenda {
  readonly #queue: DueQueue<Task>;

  constructor(
    private readonly store: Store,
    clock: Clock,
    run: (task: Task) => void,
  ) {
    this.#queue = new DueQueue(clock, (task) => {
      if (store.get('agenda', task.id) !== undefined) run(task);
    });
  }

  /** Takes up what the store holds: after a restart, a reset or a restore. */
  reload(): void {
    this.#queue.clear();
    for (const task of this.store.collection('agenda').oldestFirst()) this.#queue.add(task);
  }

  get nextAt(): number | null {
    return this.#queue.nextAt;
  }

  add(task: Task): void {
    this.#queue.add(task);
  }

  /** Runs everything that is due, at once. */
  runDue(): void {
    this.#queue.runDue();
    this.#queue.wake();
  }

  stop(): void {
    this.#queue.stop();
  }
}
