import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { IUnitOfWork } from '../../application/ports/unit-of-work.js';

/**
 * The pool and the transaction that the current call chain is in. Repositories ask it for their manager and so take
 * part in `IUnitOfWork.run` without being handed anything.
 */
@Injectable()
export class Database extends IUnitOfWork {
  readonly #transactions = new AsyncLocalStorage<EntityManager>();

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  /** The open transaction's manager, or the pool's. */
  get manager(): EntityManager {
    return this.#transactions.getStore() ?? this.dataSource.manager;
  }

  get inTransaction(): boolean {
    return this.#transactions.getStore() !== undefined;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inTransaction) return work();
    return this.dataSource.transaction((manager) => this.#transactions.run(manager, work));
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
