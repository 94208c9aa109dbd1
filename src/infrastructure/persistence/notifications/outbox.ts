import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IClock } from '../../../application/ports/clock.js';
import { IIdGenerator } from '../../../application/ports/id-generator.js';
import { type DomainEvent, IOutbox } from '../../../application/ports/outbox.js';
import { Database } from '../database.js';
import { storableJson, storableText } from '../storable-text.js';

interface OutboxRow extends DomainEvent {
  readonly id: string;
  readonly createdAt: Date;
}

const INSERT = `
  INSERT INTO outbox_events (id, organization_id, type, subject, fact, data, created_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[])
  ON CONFLICT (organization_id, type, subject, fact) DO NOTHING`;

/** What one transaction publishes is written together, in one statement before its COMMIT. */
@Injectable()
export class Outbox extends IOutbox {
  readonly #gathered = new WeakMap<EntityManager, OutboxRow[]>();

  constructor(
    private readonly database: Database,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {
    super();
  }

  async publish(event: DomainEvent): Promise<void> {
    const row = { ...event, id: this.ids.uuid(), createdAt: this.clock.now() };
    if (this.database.inTransaction) this.#gather(row);
    else await this.#insert([row]);
  }

  #gather(row: OutboxRow): void {
    const { manager } = this.database;
    const gathered = this.#gathered.get(manager);
    if (gathered) {
      gathered.push(row);
      return;
    }
    const rows = [row];
    this.#gathered.set(manager, rows);
    this.database.beforeCommit(() => this.#insert(rows));
  }

  async #insert(rows: readonly OutboxRow[]): Promise<void> {
    await this.database.query(INSERT, [
      rows.map(({ id }) => id),
      rows.map(({ organizationId }) => organizationId),
      rows.map(({ type }) => type),
      rows.map(({ subject }) => storableText(subject)),
      rows.map(({ fact }) => storableText(fact)),
      rows.map(({ data }) => storableJson(data)),
      rows.map(({ createdAt }) => createdAt),
    ]);
  }
}
