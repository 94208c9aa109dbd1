import { Injectable } from '@nestjs/common';
import { IClock } from '../../../application/ports/clock.js';
import { IIdGenerator } from '../../../application/ports/id-generator.js';
import { type DomainEvent, IOutbox } from '../../../application/ports/outbox.js';
import { Database } from '../database.js';
import { storableJson, storableText } from './storable-text.js';

@Injectable()
export class Outbox extends IOutbox {
  constructor(
    private readonly database: Database,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {
    super();
  }

  async publish({ organizationId, type, subject, fact, data }: DomainEvent): Promise<void> {
    await this.database.query(
      `INSERT INTO outbox_events (id, organization_id, type, subject, fact, data, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, type, subject, fact) DO NOTHING`,
      [
        this.ids.uuid(),
        organizationId,
        type,
        storableText(subject),
        storableText(fact),
        storableJson(data),
        this.clock.now(),
      ],
    );
  }
}
