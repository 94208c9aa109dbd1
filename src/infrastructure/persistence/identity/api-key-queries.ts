import { Injectable } from '@nestjs/common';
import { type ApiKeyView, IApiKeyQueries } from '../../../application/identity/ports/api-key-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';
import { API_KEY_COLUMNS } from './api-key-repository.js';

@Injectable()
export class ApiKeyQueries extends IApiKeyQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list(organizationId: string, { limit, cursor }: PageRequest): Promise<Page<ApiKeyView>> {
    const rows = await this.database.query<ApiKeyView>(
      `SELECT ${API_KEY_COLUMNS} FROM api_keys
       WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [organizationId, decodeIdCursor(cursor), limit + 1],
    );
    return toPage(rows, limit, ({ id }) => encodeCursor(id));
  }
}
