import { Injectable } from '@nestjs/common';
import { ISignInQueries, type SignInView } from '../../../application/identity/ports/sign-in-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';

const LIST = `
  SELECT id, at, method, outcome, ip, user_agent AS "userAgent"
  FROM sign_ins
  WHERE organization_id = $1 AND user_id = $2 AND ($3::uuid IS NULL OR id < $3)
  ORDER BY id DESC
  LIMIT $4`;

@Injectable()
export class SignInQueries extends ISignInQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list(
    organizationId: string,
    userId: string,
    { limit, cursor }: PageRequest,
  ): Promise<Page<SignInView>> {
    const parameters = [organizationId, userId, decodeIdCursor(cursor), limit + 1];
    const rows = await this.database.query<SignInView>(LIST, parameters);
    return toPage(rows, limit, ({ id }) => encodeCursor(id));
  }
}
