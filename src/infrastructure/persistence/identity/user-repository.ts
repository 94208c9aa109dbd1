import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { IUserRepository } from '../../../application/identity/ports/user-repository.js';
import { EmailTakenError } from '../../../domain/identity/identity-errors.js';
import { User } from '../../../domain/identity/user.js';
import { Database } from '../database.js';
import { assertOneRow, isUniqueViolation } from '../write-conflict.js';
import { type UserRow, userTable } from './user.table.js';

const LIVING = { deletedAt: IsNull() };
const ONE_USER_AN_EMAIL = 'users_organization_id_email_key';

@Injectable()
export class UserRepository extends IUserRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(user: User): Promise<void> {
    await tellingOfTaken(this.database.manager.insert(userTable, toRow(user)));
  }

  async update(user: User): Promise<void> {
    const { id, organizationId, version, ...columns } = toRow(user);
    const { affected } = await tellingOfTaken(
      this.database.manager.update(
        userTable,
        { id, organizationId, version },
        { ...columns, version: version + 1 },
      ),
    );
    assertOneRow(affected, 'The account');
  }

  async findById(organizationId: string, id: string): Promise<User | null> {
    return fromRow(await this.database.manager.findOneBy(userTable, { organizationId, id, ...LIVING }));
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<User | null> {
    const row = await this.database.manager.findOne(userTable, {
      where: { organizationId, id, ...LIVING },
      lock: { mode: 'pessimistic_write' },
    });
    return fromRow(row);
  }

  async findByEmail(organizationId: string, email: string): Promise<User | null> {
    return fromRow(await this.database.manager.findOneBy(userTable, { organizationId, email, ...LIVING }));
  }

  async lockOperators(organizationId: string): Promise<number> {
    const rows = await this.database.query(
      `SELECT id FROM users WHERE organization_id = $1 AND role = 'operator' AND deleted_at IS NULL
       ORDER BY id FOR UPDATE`,
      [organizationId],
    );
    return rows.length;
  }
}

/** @throws EmailTakenError where that is what the database says */
async function tellingOfTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (isUniqueViolation(error, ONE_USER_AN_EMAIL)) throw new EmailTakenError();
    throw error;
  }
}

function toRow(user: User): UserRow {
  return { ...user.snapshot() };
}

function fromRow(row: UserRow | null): User | null {
  return row && User.rehydrate({ ...row });
}
