import { IUserRepository } from '../../../src/application/identity/ports/user-repository.js';
import { EmailTakenError } from '../../../src/domain/identity/identity-errors.js';
import { User, type UserSnapshot } from '../../../src/domain/identity/user.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeUserRepository extends IUserRepository {
  readonly rows = new Map<string, UserSnapshot>();

  async insert(user: User): Promise<void> {
    const row = user.snapshot();
    this.#refuseTaken(row);
    this.rows.set(row.id, row);
  }

  async update(user: User): Promise<void> {
    const row = user.snapshot();
    const standing = this.rows.get(row.id);
    if (standing?.version !== row.version || !isOf(standing, row.organizationId)) {
      throw new StaleWriteError('The account');
    }
    this.#refuseTaken(row);
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findById(organizationId: string, id: string): Promise<User | null> {
    return this.#find((row) => isOf(row, organizationId) && row.id === id);
  }

  findByIdForUpdate(organizationId: string, id: string): Promise<User | null> {
    return this.findById(organizationId, id);
  }

  async findByEmail(organizationId: string, email: string): Promise<User | null> {
    return this.#find((row) => isOf(row, organizationId) && row.email === email);
  }

  async lockOperators(organizationId: string): Promise<number> {
    const isOperator = (row: UserSnapshot): boolean =>
      isOf(row, organizationId) && row.role === 'operator' && row.deletedAt === null;
    return [...this.rows.values()].filter(isOperator).length;
  }

  #refuseTaken({ id, organizationId, email }: UserSnapshot): void {
    const isHolder = (other: UserSnapshot): boolean =>
      isOf(other, organizationId) && other.id !== id && email !== null && other.email === email;
    if (this.#find(isHolder)) throw new EmailTakenError();
  }

  #find(predicate: (row: UserSnapshot) => boolean): User | null {
    const row = [...this.rows.values()].find((one) => one.deletedAt === null && predicate(one));
    return row ? User.rehydrate(row) : null;
  }
}

function isOf(row: UserSnapshot, organizationId: string): boolean {
  return row.organizationId === organizationId;
}
