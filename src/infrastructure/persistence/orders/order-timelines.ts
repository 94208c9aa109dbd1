import { Injectable } from '@nestjs/common';
import {
  IOrderTimelines,
  TIMELINE_KINDS,
  type TimelineEntry,
} from '../../../application/orders/ports/order-timelines.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { OrderNotFound } from '../../../domain/orders/order-errors.js';
import { toSafeInteger } from '../columns.js';
import {
  cursorInvalid,
  decodeCursor,
  encodeCursor,
  isPosition,
  positionOf,
  timeOfPosition,
} from '../cursor.js';
import { Database } from '../database.js';
import { TIMELINE } from './order-timeline-sql.js';

interface TimelineRow extends Omit<TimelineEntry, 'amountMinor' | 'actor'> {
  readonly amountMinor: string | null;
  readonly actorId: string | null;
  readonly actorEmail: string | null;
  readonly position: string;
}

/** Same time, same order as in `TIMELINE_KINDS`: what became of the order comes before what was written about it. */
const PAGE = `
  ${TIMELINE}
  SELECT at, kind, entry.id, title, status, amount_minor AS "amountMinor", currency, reference, detail,
    actor.id AS "actorId", actor.email AS "actorEmail", ${positionOf('at')} AS position
  FROM entry LEFT JOIN users actor ON actor.organization_id = $1 AND actor.id = entry.actor_user_id
  WHERE $3::bigint IS NULL
    OR (at, array_position($6::text[], kind), entry.id) > (${timeOfPosition('$3')}, $4::integer, $5::text)
  ORDER BY at, array_position($6::text[], kind), entry.id LIMIT $7`;

@Injectable()
export class OrderTimelines extends IOrderTimelines {
  constructor(private readonly database: Database) {
    super();
  }

  async read(
    organizationId: string,
    orderId: string,
    { limit, cursor }: PageRequest,
  ): Promise<Page<TimelineEntry>> {
    const rows = await this.database.query<TimelineRow>(PAGE, [
      organizationId,
      orderId,
      ...decodePosition(cursor),
      TIMELINE_KINDS,
      limit + 1,
    ]);
    // Every order has been placed.
    if (rows.length === 0 && cursor === null) throw new OrderNotFound(orderId);
    const page = toPage(rows, limit, ({ position, kind, id }) => encodeCursor(position, kind, id));
    return { ...page, data: page.data.map(fromRow) };
  }
}

/** Microseconds of the epoch, the kind's place, and the id of the last entry of the page before; nulls begin anew. */
function decodePosition(cursor: string | null): readonly [string | null, number | null, string | null] {
  if (cursor === null) return [null, null, null];
  const [position = '', kind = '', id = ''] = decodeCursor(cursor, 3);
  const place = TIMELINE_KINDS.findIndex((one) => one === kind);
  if (!isPosition(position) || place === -1) throw cursorInvalid();
  return [position, place + 1, id];
}

function fromRow({ amountMinor, actorId, actorEmail, position: _, ...entry }: TimelineRow): TimelineEntry {
  return {
    ...entry,
    amountMinor: amountMinor === null ? null : toSafeInteger(amountMinor),
    actor: actorId === null ? null : { id: actorId, email: actorEmail },
  };
}
