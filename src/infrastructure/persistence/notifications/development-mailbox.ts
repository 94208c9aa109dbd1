import { Injectable } from '@nestjs/common';
import type { Mail } from '../../../application/notifications/ports/channels.js';
import {
  type DevelopmentMail,
  IDevelopmentMailbox,
} from '../../../application/notifications/ports/development-mailbox.js';
import { IClock } from '../../../application/ports/clock.js';
import { IIdGenerator } from '../../../application/ports/id-generator.js';
import { Database } from '../database.js';

/** More than anybody scrolls through. */
const MAX_MAILS = 200;

@Injectable()
export class DevelopmentMailbox extends IDevelopmentMailbox {
  constructor(
    private readonly database: Database,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {
    super();
  }

  async add({ to, subject, text }: Mail): Promise<void> {
    await this.database.query(
      'INSERT INTO development_mails (id, sent_at, recipient, subject, body) VALUES ($1, $2, $3, $4, $5)',
      [this.ids.uuid(), this.clock.now(), to, subject, text],
    );
    await this.database.query(
      `DELETE FROM development_mails WHERE id < (
         SELECT id FROM development_mails ORDER BY id DESC OFFSET $1 LIMIT 1
       )`,
      [MAX_MAILS - 1],
    );
  }

  list(to: string | null): Promise<DevelopmentMail[]> {
    return this.database.query<DevelopmentMail>(
      `SELECT id, sent_at AS "sentAt", recipient AS "to", subject, body AS text FROM development_mails
       WHERE $1::text IS NULL OR recipient = $1 ORDER BY id DESC`,
      [to],
    );
  }
}
