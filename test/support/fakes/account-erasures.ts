import { type Erasure, IAccountErasures } from '../../../src/application/identity/ports/account-erasures.js';

type Row = Erasure & { nextTryAt: Date; doneAt: Date | null };

export class FakeAccountErasures extends IAccountErasures {
  readonly rows = new Map<string, Row>();

  async request(organizationId: string, userId: string, at: Date): Promise<void> {
    const asked = { organizationId, userId, requestedAt: at, nextTryAt: at };
    this.rows.set(userId, { ...asked, customerDeletedAt: null, doneAt: null });
  }

  async claim(now: Date, limit: number, pauseMs: number): Promise<Erasure[]> {
    const due = [...this.rows.values()]
      .filter(({ doneAt, nextTryAt }) => doneAt === null && nextTryAt <= now)
      .toSorted((one, other) => one.nextTryAt.getTime() - other.nextTryAt.getTime())
      .slice(0, limit);
    for (const row of due) row.nextTryAt = new Date(now.getTime() + pauseMs);
    return due.map(({ nextTryAt: _, doneAt: __, ...erasure }) => erasure);
  }

  async claimOne(
    organizationId: string,
    userId: string,
    now: Date,
    pauseMs: number,
  ): Promise<Erasure | null> {
    const row = this.rows.get(userId);
    if (row?.organizationId !== organizationId || row.doneAt !== null || row.nextTryAt > now) return null;
    row.nextTryAt = new Date(now.getTime() + pauseMs);
    const { nextTryAt: _, doneAt: __, ...erasure } = row;
    return erasure;
  }

  async customerDeleted({ userId }: Erasure, at: Date): Promise<void> {
    this.#change(userId, { customerDeletedAt: at });
  }

  async done({ userId }: Erasure, at: Date): Promise<void> {
    this.#change(userId, { doneAt: at });
  }

  #change(userId: string, changes: Partial<Row>): void {
    const row = this.rows.get(userId);
    if (row) this.rows.set(userId, { ...row, ...changes });
  }
}
