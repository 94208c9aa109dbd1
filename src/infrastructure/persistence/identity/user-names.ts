import { Injectable } from '@nestjs/common';
import { IUserNames, type UserName } from '../../../application/identity/ports/user-names.js';
import { Database } from '../database.js';

@Injectable()
export class UserNames extends IUserNames {
  constructor(private readonly database: Database) {
    super();
  }

  async of(organizationId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, UserName>> {
    const rows = await this.database.query<UserName>(
      'SELECT id, email, name FROM users WHERE organization_id = $1 AND id = ANY ($2::uuid[])',
      [organizationId, userIds],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}
