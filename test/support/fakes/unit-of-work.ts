import { AsyncLocalStorage } from 'node:async_hooks';
import { IUnitOfWork } from '../../../src/application/ports/unit-of-work.js';

/** Runs the work one at a time, as locks would make it, and knows whether it is inside. Rolls nothing back. */
export class FakeUnitOfWork extends IUnitOfWork {
  readonly #inside = new AsyncLocalStorage<true>();
  #last: Promise<unknown> = Promise.resolve();

  get inTransaction(): boolean {
    return this.#inside.getStore() === true;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inTransaction) return work();
    const turn = this.#last.then(() => this.#inside.run(true, work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
