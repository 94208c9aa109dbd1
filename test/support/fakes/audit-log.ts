import { type AuditEntry, IAuditLog } from '../../../src/application/ports/audit-log.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

/** Keeps every entry; with `transactions` it insists on standing in the transaction of the deed. */
export class FakeAuditLog extends IAuditLog {
  readonly entries: AuditEntry[] = [];

  constructor(private readonly transactions?: FakeUnitOfWork) {
    super();
  }

  async record(entry: AuditEntry): Promise<void> {
    invariant(
      this.transactions?.inTransaction !== false,
      'An audit entry belongs to the transaction of its deed.',
    );
    this.entries.push(entry);
  }
}
