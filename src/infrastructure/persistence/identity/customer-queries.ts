import { Injectable } from '@nestjs/common';
import {
  type CustomerDetail,
  type CustomerFilter,
  type CustomerTotal,
  type CustomerView,
  ICustomerQueries,
} from '../../../application/identity/ports/customer-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { userNotFound } from '../../../domain/identity/identity-errors.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';
import { escapeLike } from '../escape-like.js';

const COLUMNS = `u.id, u.email, u.name, u.phone, u.role, u.email_verified_at IS NOT NULL AS "emailVerified",
  u.created_at AS "createdAt"`;

/** Amounts inside JSON are numbers, which hold every sum of ours: 2^53 yen are more than there are. */
const DETAIL = `
  SELECT ${COLUMNS}, c.stripe_customer_id AS "stripeCustomerId",
    (SELECT count(*)::integer FROM sessions s WHERE s.organization_id = $1 AND s.user_id = u.id
       AND s.revoked_at IS NULL AND s.expires_at > $3) AS "liveSessions",
    (SELECT max(placed_at) FROM orders WHERE organization_id = $1 AND user_id = u.id) AS "lastOrderAt",
    coalesce((SELECT json_agg(total ORDER BY total.currency) FROM (
      SELECT currency, count(*) AS orders, sum(captured_minor) AS "capturedMinor",
        sum(refunded_minor) AS "refundedMinor"
      FROM orders WHERE organization_id = $1 AND user_id = u.id GROUP BY currency
    ) AS total), '[]') AS totals
  FROM users u LEFT JOIN stripe_customers c ON c.user_id = u.id
  WHERE u.organization_id = $1 AND u.id = $2`;

@Injectable()
export class CustomerQueries extends ICustomerQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list(
    organizationId: string,
    { search, role }: CustomerFilter,
    { limit, cursor }: PageRequest,
  ): Promise<Page<CustomerView>> {
    const rows = await this.database.query<CustomerView>(
      `SELECT ${COLUMNS} FROM users u
       WHERE u.organization_id = $1 AND u.deleted_at IS NULL AND ($2::uuid IS NULL OR u.id < $2) AND ($3::text IS NULL OR u.role = $3)
         AND ($4::text IS NULL OR u.email LIKE $4 OR lower(u.name) LIKE $4)
       ORDER BY u.id DESC LIMIT $5`,
      [
        organizationId,
        decodeIdCursor(cursor),
        role ?? null,
        search === undefined ? null : `${escapeLike(search.toLowerCase())}%`,
        limit + 1,
      ],
    );
    return toPage(rows, limit, ({ id }) => encodeCursor(id));
  }

  async get(organizationId: string, userId: string, now: Date): Promise<CustomerDetail> {
    const [row] = await this.database.query<CustomerDetail & { readonly totals: readonly CustomerTotal[] }>(
      DETAIL,
      [organizationId, userId, now],
    );
    if (!row) throw userNotFound();
    return row;
  }
}
