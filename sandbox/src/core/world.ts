import { mkdirSync } from 'node:fs';
import type { Change } from './store.js';
import { Store } from './store.js';
import { Agenda, type Task } from './agenda.js';
import { Clock } from './clock.js';
import { IdSource } from './ids.js';
import { FileJournal, type Journal, NoJournal } from './journal.js';
import type { Consequence } from '../charges/consequences.js';
import { Operation, type Origin } from './operation.js';
import { StripeError } from './stripe-error.js';

export type TaskHandler = (op: Operation, subject: string) => void;

/** What one family does when another one's object has changed: the event's type is the signal. */
export type Reaction = (op: Operation, object: object) => void;

export interface WorldOptions {
  dataDir?: string | undefined;
  seed?: string | undefined;
  tasks: Record<string, TaskHandler>;
  consequences: Consequence[];
  reactions: Map<string, Reaction[]>;
}

/** Where the sandbox's state meets time and file: everything that changes state goes through `operate`. */
export class World {
  readonly store = new Store();
  readonly clock = new Clock();
  readonly ids: IdSource;
  readonly agenda: Agenda;
  readonly journal: Journal;
  /** Where the sandbox's own pages are; known once it listens. */
  baseUrl = '';
  readonly consequences: Consequence[];
  readonly reactions: Map<string, Reaction[]>;
  readonly #tasks: Record<string, TaskHandler>;
  #listeners: ((changes: Change[]) => void)[] = [];

  constructor(options: WorldOptions) {
    this.ids = new IdSource(options.seed);
    this.#tasks = options.tasks;
    this.consequences = options.consequences;
    this.reactions = options.reactions;
    this.journal = options.dataDir === undefined ? new NoJournal() : openJournal(options.dataDir, this.store);
    this.agenda = new Agenda(this.store, this.clock, (task) => this.#runTask(task));
    this.takeUp();
  }

  /** One change of state: all or nothing, journaled, and its events handed to delivery afterwards. */
  operate<T>(origin: Origin | null, work: (op: Operation) => T): T {
    const op = new Operation(this, origin);
    try {
      return this.store.transaction(
        () => work(op),
        (error) => error instanceof StripeError && error.keepsChanges,
        (changes) => this.#commit(op, changes),
      );
    } finally {
      op.end();
    }
  }

  /** Hears every commit: delivery looks for what has become due. */
  onCommit(listener: (changes: Change[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Sets clock and agenda to what the store holds, after a start or a restore. */
  takeUp(): void {
    const clock = this.store.get('settings', 'clock');
    this.clock.setOffset(clock?.id === 'clock' ? clock.offset_ms : 0);
    this.agenda.reload();
  }

  #commit(op: Operation, changes: Change[]): void {
    this.journal.append(changes);
    for (const task of op.scheduled) this.agenda.add(task);
    for (const listener of this.#listeners) listener(changes);
  }

  #runTask(task: Task): void {
    const handler = this.#tasks[task.kind];
    if (!handler) throw new Error(`no handler for tasks of kind ${task.kind}`);
    this.operate(null, (op) => {
      op.delete('agenda', task.id);
      handler(op, task.subject);
    });
  }
}

function openJournal(directory: string, store: Store): FileJournal {
  mkdirSync(directory, { recursive: true });
  return FileJournal.open(directory, store);
}
