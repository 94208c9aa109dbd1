import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

/** `after`: the call takes effect, and the caller does not learn so. */
export type FaultTime = 'before' | 'after';

interface Fault<Method> {
  readonly method: Method;
  readonly when: FaultTime;
  readonly error: Error;
}

/** Calls of a fake of Stripe: written down, refused inside a transaction, and failing as a test scripts it, once a fault. */
export class ScriptedCalls<Method extends string> {
  readonly made: Method[] = [];
  readonly #faults: Fault<Method>[] = [];

  constructor(private readonly transactions: FakeUnitOfWork) {}

  failNext(method: Method, when: FaultTime, error: Error): void {
    this.#faults.push({ method, when, error });
  }

  async make<T>(method: Method, effect: () => T): Promise<T> {
    invariant(!this.transactions.inTransaction, 'Stripe was called while a transaction was open.');
    this.made.push(method);
    const index = this.#faults.findIndex((fault) => fault.method === method);
    const [fault] = index === -1 ? [] : this.#faults.splice(index, 1);
    // A real call takes a while: others may come in between.
    await new Promise(setImmediate);
    if (fault?.when === 'before') throw fault.error;
    const answer = effect();
    if (fault) throw fault.error;
    return answer;
  }
}
