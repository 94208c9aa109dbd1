import { Injectable } from '@nestjs/common';
import {
  type ClaimedNotification,
  INotificationQueue,
  type NewNotification,
  type NotificationVerdict,
} from '../../../application/notifications/ports/notification-queue.js';
import { Database } from '../database.js';
import { storableText } from '../storable-text.js';

const ADD = `
  INSERT INTO notifications
    (id, organization_id, event_id, channel, recipient, subject, body, created_at, account_token_id,
     forget_when_sent, user_id, next_attempt_at)
  SELECT *, now()
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
    $9::uuid[], $10::boolean[], $11::uuid[])
  ON CONFLICT (event_id, channel, recipient) DO NOTHING`;

const CLAIM = `
  WITH due AS (
    SELECT id FROM notifications
    WHERE status IN ('pending', 'sending') AND next_attempt_at <= now()
    ORDER BY next_attempt_at, id
    LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE notifications AS notification
  SET status = 'sending', attempts = attempts + 1, claims = claims + 1,
      leased_until = now() + $2 * interval '1 millisecond',
      next_attempt_at = now() + $2 * interval '1 millisecond'
  FROM due WHERE notification.id = due.id
  RETURNING notification.id, organization_id AS "organizationId", channel, recipient, subject, body,
    account_token_id AS "accountTokenId", attempts, claims AS claim`;

const STATUS = { sent: 'sent', retry: 'pending', dead: 'dead' } as const;

@Injectable()
export class NotificationQueue extends INotificationQueue {
  constructor(private readonly database: Database) {
    super();
  }

  async add(notifications: readonly NewNotification[]): Promise<void> {
    await this.database.query(ADD, [
      notifications.map(({ id }) => id),
      notifications.map(({ organizationId }) => organizationId),
      notifications.map(({ eventId }) => eventId),
      notifications.map(({ channel }) => channel),
      notifications.map(({ recipient }) => recipient),
      notifications.map(({ subject }) => storableText(subject)),
      notifications.map(({ body }) => storableText(body)),
      notifications.map(({ at }) => at),
      notifications.map(({ accountTokenId }) => accountTokenId ?? null),
      notifications.map(({ forgetWhenSent }) => forgetWhenSent === true),
      notifications.map(({ userId }) => userId),
    ]);
  }

  async claim(limit: number, leaseMs: number): Promise<ClaimedNotification[]> {
    return this.database.query<ClaimedNotification>(CLAIM, [limit, leaseMs]);
  }

  async settle(
    { organizationId, id, claim }: ClaimedNotification,
    verdict: NotificationVerdict,
  ): Promise<boolean> {
    const isForgotten = `(forget_when_sent AND $4 <> '${STATUS.retry}')`;
    const rows = await this.database.query(
      `UPDATE notifications
       SET status = $4, leased_until = NULL, next_attempt_at = coalesce($5, next_attempt_at),
           sent_at = CASE WHEN $4 = 'sent' THEN now() END,
           last_error = CASE WHEN NOT ${isForgotten} THEN $6 END,
           recipient = CASE WHEN ${isForgotten} THEN '' ELSE recipient END,
           body = CASE WHEN ${isForgotten} THEN '' ELSE body END
       WHERE organization_id = $1 AND id = $2 AND status = 'sending' AND claims = $3 RETURNING id`,
      [
        ...[organizationId, id, claim, STATUS[verdict.status]],
        verdict.status === 'retry' ? verdict.at : null,
        verdict.status === 'sent' ? null : storableText(verdict.error),
      ],
    );
    return rows.length === 1;
  }

  async purge(madeBefore: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM notifications WHERE id IN (
         SELECT id FROM notifications
         WHERE created_at < $1 AND status IN ('sent', 'dead') LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [madeBefore, limit],
    );
    return rows.length;
  }
}
