import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { IUnitOfWork } from '../../application/ports/unit-of-work.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { Turns } from './turns.js';

interface Transaction {
  readonly manager: EntityManager;
  readonly lastWrites: (() => Promise<void>)[];
}

/** SQLSTATE `deadlock_detected`. */
const DEADLOCK = '40P01';
/** Whoever is undone waits for the winner: undone three times in a row is no accident. */
const MAX_RUNS = 3;

/**
 * The pool and the transaction that the current call chain is in. Repositories ask it for their manager and so take
 * part in `IUnitOfWork.run` without being handed anything.
 */
@Injectable()
export class Database extends IUnitOfWork {
  readonly #transactions = new AsyncLocalStorage<Transaction>();
  readonly #turns = new Turns();

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  /** The open transaction's manager, or the pool's. */
  get manager(): EntityManager {
    return this.#transactions.getStore()?.manager ?? this.dataSource.manager;
  }

  get inTransaction(): boolean {
    return this.#transactions.getStore() !== undefined;
  }

  async run<T>(work: () => Promise<T>, about?: string): Promise<T> {
    if (this.inTransaction) return work();
    return about === undefined
      ? this.#runUntilDone(work)
      : this.#turns.take(about, () => this.#runUntilDone(work));
  }

  async #runUntilDone<T>(work: () => Promise<T>): Promise<T> {
    for (let runs = 1; ; runs += 1) {
      try {
        return await this.#runOnce(work);
      } catch (error) {
        // Transactions of several events lock their payments in the order of the events, which may be any.
        if (!isDeadlock(error) || runs === MAX_RUNS) throw error;
      }
    }
  }

  async #runOnce<T>(work: () => Promise<T>): Promise<T> {
    return this.dataSource.transaction((manager) => {
      const transaction: Transaction = { manager, lastWrites: [] };
      return this.#transactions.run(transaction, async () => {
        const result = await work();
        for (const write of transaction.lastWrites) await write();
        return result;
      });
    });
  }

  /** Runs `write` last in the open transaction, after its work and before its COMMIT; where it fails, all of it fails. */
  beforeCommit(write: () => Promise<void>): void {
    const transaction = this.#transactions.getStore();
    invariant(transaction !== undefined, 'Nothing is committed outside a transaction.');
    transaction.lastWrites.push(write);
  }

  /** Rows of one SQL statement, on the open transaction or the pool. The caller states the row's shape. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result: Row[] | [Row[], number] = await this.manager.query(sql, [...parameters]);
    return isAffected(result) ? result[0] : result;
  }
}

/** TypeORM answers UPDATE and DELETE as `[rows, count]`, everything else as rows. */
function isAffected<Row>(result: Row[] | [Row[], number]): result is [Row[], number] {
  return result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number';
}

/** PostgreSQL has undone everything of this transaction, so that another one could go on. */
function isDeadlock(error: unknown): boolean {
  return error instanceof QueryFailedError && 'code' in error && error.code === DEADLOCK;
}
