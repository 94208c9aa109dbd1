import type { Collections, CollectionName } from './collections.js';
import { previousAttributes } from './diff.js';
import type { Task } from './agenda.js';
import type { World } from './world.js';
import { recordEvent } from '../events/record-event.js';

/** The request that caused an operation, as its events name it. */
export interface Origin {
  requestId: string;
  idempotencyKey: string | null;
}

/** What one request, task or trigger may do to the state. Valid only while it runs. */
export class Operation {
  readonly scheduled: Task[] = [];
  #ended = false;

  constructor(
    readonly world: World,
    readonly origin: Origin | null,
  ) {}

  /** Sandbox time in seconds. */
  get now(): number {
    return this.world.clock.now();
  }

  id(prefix: string): string {
    return this.world.ids.next(prefix);
  }

  get<N extends CollectionName>(name: N, id: string): Collections[N] | undefined {
    return this.world.store.get(name, id);
  }

  /** An object that must exist because another refers to it. */
  must<N extends CollectionName>(name: N, id: string): Collections[N] {
    const object = this.get(name, id);
    if (object === undefined) throw new Error(`${name} holds no ${id}`);
    return object;
  }

  put<N extends CollectionName>(name: N, object: Collections[N]): Collections[N] {
    this.#assertRunning();
    return this.world.store.put(name, object);
  }

  /** Stores the next version of an object: the one that is stored now, with `changes` on top. */
  change<N extends CollectionName>(name: N, id: string, changes: Partial<Collections[N]>): Collections[N] {
    return this.put(name, { ...this.must(name, id), ...changes });
  }

  delete(name: CollectionName, id: string): void {
    this.#assertRunning();
    this.world.store.delete(name, id);
  }

  /** For a reset: nothing remains, not even settings. */
  deleteEverything(): void {
    for (const name of this.world.store.names())
      for (const { id } of [...this.newestFirst(name)]) this.delete(name, id);
  }

  newestFirst<N extends CollectionName>(name: N): Generator<Collections[N]> {
    return this.world.store.collection(name).newestFirst();
  }

  /**
   * Records an event with the object as of now; with `before`, what changed since goes into `previous_attributes`.
   * `account` is set for what happens on a connected account.
   */
  emit(type: string, object: object, before?: object, account?: string): void {
    this.#assertRunning();
    recordEvent(this, type, object, before ? previousAttributes(before, object) : undefined, account);
    for (const react of this.world.reactions.get(type) ?? []) react(this, object);
  }

  /** Has the task `kind` run for `subject` in `delayMs` of sandbox time. */
  schedule(kind: string, subject: string, delayMs: number, id = this.id('task')): void {
    const task: Task = { id, at: this.world.clock.nowMs() + delayMs, kind, subject };
    this.put('agenda', task);
    this.scheduled.push(task);
  }

  end(): void {
    this.#ended = true;
  }

  #assertRunning(): void {
    if (this.#ended) throw new Error('this operation has ended: its changes are journaled');
  }
}
