import { Injectable } from '@nestjs/common';
import { IPersonalData, type Person } from '../../../application/identity/ports/personal-data.js';
import { Database } from '../database.js';
import { identityHash } from './external-identity-repository.js';

/** Payloads that are looked through in one statement: some megabytes, some hundredths of a second. */
const PAGE_SIZE = 2_000;
/** Neither a time nor Stripe's ids have it. */
const BETWEEN = ' / ';

/**
 * Every table that says something of a person beside `users`. Where the books need the row, what it says is taken out of
 * it. Refresh tokens go with their sessions. A scan of all tables for a planted person holds this list to be complete
 * (test/e2e/account-deletion.test.ts).
 */
const OF_USER = [
  'DELETE FROM notifications WHERE organization_id = $1 AND user_id = $2',
  // Those to an address that they have not shown to be theirs.
  `DELETE FROM notifications WHERE organization_id = $1 AND account_token_id IN (
     SELECT id FROM account_tokens WHERE organization_id = $1 AND user_id = $2)`,
  'DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2',
  'DELETE FROM sign_ins WHERE organization_id = $1 AND user_id = $2',
  'DELETE FROM account_tokens WHERE organization_id = $1 AND user_id = $2',
  'DELETE FROM idempotency_keys WHERE organization_id = $1 AND user_id = $2',
  // Where Stripe has not said yet whether it made a customer, address and name are what it can be asked by.
  `UPDATE stripe_customers SET email = '', name = ''
   WHERE organization_id = $1 AND user_id = $2 AND stripe_customer_id IS NOT NULL`,
  `UPDATE stripe_customers SET untold_email = NULL, untold_since = NULL, tell_at = NULL
   WHERE organization_id = $1 AND user_id = $2`,
];
/**
 * Tokens that were signed before go on for hours, and must not bring the account back. Where the issuer's clock is ahead,
 * the one that deletes it is of a time that has not come yet.
 */
const DEPART = `
  WITH gone AS (
    DELETE FROM external_identities WHERE organization_id = $1 AND user_id = $2
    RETURNING organization_id, issuer, subject
  )
  INSERT INTO external_departures AS before (organization_id, identity_hash, departed_at)
  SELECT organization_id, ${identityHash('issuer', 'subject')}, greatest(now(), $3::timestamptz) FROM gone
  ON CONFLICT (organization_id, identity_hash)
  DO UPDATE SET departed_at = greatest(before.departed_at, excluded.departed_at)`;
/** Of nobody: what was mailed there to others, who had the address before, is theirs. */
const MAILS_TO_ADDRESS = `
  DELETE FROM notifications
  WHERE organization_id = $1 AND channel = 'mail' AND recipient = $2 AND user_id IS NULL`;
const OF_ADDRESS = [
  'DELETE FROM password_reset_requests WHERE organization_id = $1 AND email = $2',
  // Mail servers like to repeat whom they refuse.
  `UPDATE findings SET detail = replace(detail, $2, '(deleted)')
   WHERE organization_id = $1 AND kind = 'notification_failed' AND strpos(detail, $2) > 0`,
];

/**
 * Whose an event is, the first customer's id in it tells. Disputes name none, but may hold what the bank was told about
 * one. The payloads that somebody may still need, of events that are not done with, stay.
 */
const ERASE_PAYLOADS = `
  WITH page AS (
    SELECT organization_id, id, object_id, processed_at, substring(payload::text FROM '"(cus_[A-Za-z0-9]+)"') AS customer
    FROM stripe_events
    WHERE processed_at >= coalesce($2::timestamptz, $1::timestamptz, '-infinity') AND payload_thinned_at IS NULL
      AND ($2::timestamptz IS NULL OR (processed_at, id) > ($2, $3))
    ORDER BY processed_at, id
    LIMIT ${PAGE_SIZE}
  ), erased AS (
    UPDATE stripe_events AS event SET payload = NULL, payload_thinned_at = now()
    FROM page
    WHERE event.organization_id = page.organization_id AND event.id = page.id
      AND event.status IN ('processed', 'ignored')
      AND (EXISTS (
        SELECT FROM stripe_customers AS gone JOIN users ON users.id = gone.user_id
        WHERE gone.organization_id = page.organization_id AND gone.stripe_customer_id = page.customer
          AND users.deleted_at IS NOT NULL
      ) OR EXISTS (
        SELECT FROM disputes JOIN orders ON orders.id = disputes.order_id JOIN users ON users.id = orders.user_id
        WHERE disputes.organization_id = page.organization_id AND disputes.stripe_dispute_id = page.object_id
          AND users.deleted_at IS NOT NULL
      ))
  )
  SELECT processed_at::text AS "processedAt", id FROM page ORDER BY page.processed_at DESC, id DESC LIMIT 1`;

@Injectable()
export class PersonalData extends IPersonalData {
  constructor(private readonly database: Database) {
    super();
  }

  async erase({ organizationId, userId, email, signedInAt }: Person): Promise<void> {
    for (const statement of OF_USER) await this.database.query(statement, [organizationId, userId]);
    await this.database.query(DEPART, [organizationId, userId, signedInAt]);
    if (email === null) return;
    await this.database.query(MAILS_TO_ADDRESS, [organizationId, email]);
    await this.forgetAddress(organizationId, email);
  }

  async forgetAddress(organizationId: string, email: string): Promise<void> {
    for (const statement of OF_ADDRESS) await this.database.query(statement, [organizationId, email]);
  }

  async erasePayloads(since: Date | null, from: string | null): Promise<string | null> {
    const [processedAt = null, id = null] = from?.split(BETWEEN) ?? [];
    const [last] = await this.database.query<{ processedAt: string; id: string }>(ERASE_PAYLOADS, [
      since,
      processedAt,
      id,
    ]);
    return last ? `${last.processedAt}${BETWEEN}${last.id}` : null;
  }
}
