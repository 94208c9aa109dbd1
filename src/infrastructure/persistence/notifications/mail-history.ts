import { Injectable } from '@nestjs/common';
import { IMailHistory, type MailView } from '../../../application/notifications/ports/mail-history.js';
import { Database } from '../database.js';

@Injectable()
export class MailHistory extends IMailHistory {
  constructor(private readonly database: Database) {
    super();
  }

  of(organizationId: string, userId: string, limit: number): Promise<MailView[]> {
    return this.database.query<MailView>(
      `SELECT subject, body, created_at AS "createdAt", sent_at AS "sentAt" FROM notifications
       WHERE organization_id = $1 AND user_id = $2
       ORDER BY created_at DESC, id DESC LIMIT $3`,
      [organizationId, userId, limit],
    );
  }
}
