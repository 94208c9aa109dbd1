import type { EventLease } from '../../../application/ports/event-inbox.js';
import type { Database } from '../database.js';

/** Due events that a claim looks at, in the order in which they became due: half a millisecond's reading. */
const WINDOW = 256;
/** Objects that a claim visits where the window is full of events of objects under work: a few milliseconds. */
const STEPS = 500;
/** Before every object. */
const BEGINNING: Position = {
  organizationId: '00000000-0000-0000-0000-000000000000',
  account: '',
  object: '',
};

type Position = Pick<EventLease, 'organizationId' | 'account' | 'object'>;

/** `lapses`: so many who held it before did not live to release it. */
export type TakenLease = EventLease & { readonly lapses: number };

const OBJECT = `organization_id, coalesce(account, '') AS account, coalesce(object_id, id) AS object`;
const IS_FREE = `NOT EXISTS (
  SELECT FROM stripe_event_leases AS held
  WHERE (held.organization_id, held.account, held.object) = (o.organization_id, o.account, o.object)
    AND held.leased_until > now())`;

/**
 * The primary key decides between two that want the same object at once: the later one waits for the earlier one's
 * commit, then finds a lease that has not lapsed and gets nothing. Everybody inserts in the order of the key, so that
 * nobody waits in a circle. Chosen at random, because two workers that both wanted the first ones would get half each.
 */
const TAKE = `
  taken AS (
    INSERT INTO stripe_event_leases AS lease (organization_id, account, object, id, leased_until)
    SELECT organization_id, account, object, gen_random_uuid(), now() + $2 * interval '1 millisecond'
    FROM (SELECT * FROM free ORDER BY random() LIMIT $1) AS chosen
    ORDER BY organization_id, account, object
    ON CONFLICT (organization_id, account, object) DO UPDATE
    SET id = excluded.id, leased_until = excluded.leased_until, lapses = lease.lapses + 1
    WHERE lease.leased_until <= now()
    RETURNING id, organization_id AS "organizationId", account, object, lapses
  )`;

const TAKE_LONGEST_DUE = `
  WITH due AS MATERIALIZED (
    SELECT ${OBJECT} FROM stripe_events
    WHERE status = 'pending' AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT ${WINDOW}
  ), free AS (
    SELECT DISTINCT organization_id, account, object FROM due AS o WHERE ${IS_FREE}
  ), ${TAKE}
  SELECT (SELECT count(*) FROM due)::integer AS seen,
    (SELECT coalesce(json_agg(taken), '[]') FROM taken) AS taken`;

/** From object to object by the index, however many events each has (a loose index scan). */
const nextObject = (after: string): string => `
  SELECT ${OBJECT} FROM stripe_events
  WHERE status = 'pending' AND (organization_id, coalesce(account, ''), coalesce(object_id, id)) > (${after})
  ORDER BY organization_id, coalesce(account, ''), coalesce(object_id, id) LIMIT 1`;

const TAKE_NEXT_OBJECTS = `
  WITH RECURSIVE visited AS (
    SELECT first.*, 1 AS step FROM (${nextObject('$3, $4, $5')}) AS first
    UNION ALL
    SELECT next.*, visited.step + 1
    FROM visited CROSS JOIN LATERAL (${nextObject('visited.organization_id, visited.account, visited.object')}) AS next
    WHERE visited.step < ${STEPS}
  ), free AS (
    SELECT organization_id, account, object FROM visited AS o
    WHERE ${IS_FREE} AND (
      SELECT true FROM stripe_events AS event
      WHERE event.organization_id = o.organization_id AND coalesce(event.account, '') = o.account
        AND coalesce(event.object_id, event.id) = o.object
        AND event.status = 'pending' AND event.next_attempt_at <= now()
      ORDER BY stripe_created_at, id COLLATE "C" LIMIT 1)
  ), ${TAKE}
  SELECT (SELECT json_build_object('organizationId', organization_id, 'account', account, 'object', object)
      FROM visited WHERE step = ${STEPS}) AS "reached",
    (SELECT coalesce(json_agg(taken), '[]') FROM taken) AS taken`;

/** In the order of the key, as they are taken: whoever claims locks for a moment what he cannot have. */
const MINE = `WHERE (organization_id, account, object) IN (
  SELECT organization_id, account, object FROM stripe_event_leases WHERE id = ANY ($1::uuid[])
  ORDER BY organization_id, account, object FOR UPDATE
) AND id = ANY ($1::uuid[])`;

/**
 * Rows in the order of an index, as many as are wanted. Ten thousand events may be there before the statistics know of
 * one: the planner, expecting none, would take whatever index, read all that are pending and sort.
 */
export async function queryByIndex<Row>(
  database: Database,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  return database.run(async () => {
    await database.query(
      `SELECT set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)`,
    );
    return database.query<Row>(sql, parameters);
  });
}

/** Who works on which object. */
export class EventLeases {
  /** Where the last walk from object to object ended. */
  #reached = BEGINNING;
  #isCrowded = false;

  constructor(private readonly database: Database) {}

  /**
   * The objects of the events that are due the longest. Where many of those are under work (one object has hundreds of
   * events, or Stripe hangs under many), every other claim takes the objects one after the other, going on where the last
   * walk ended: what some wait for must not stand before all others.
   */
  async take(limit: number, leaseMs: number): Promise<TakenLease[]> {
    if (this.#isCrowded) {
      this.#isCrowded = false;
      return this.#takeNext(limit, leaseMs);
    }
    const [longest] = await queryByIndex<{ seen: number; taken: TakenLease[] }>(
      this.database,
      TAKE_LONGEST_DUE,
      [limit, leaseMs],
    );
    const taken = longest?.taken ?? [];
    const isCrowded = longest?.seen === WINDOW && taken.length < limit;
    if (isCrowded && taken.length === 0) return this.#takeNext(limit, leaseMs);
    this.#isCrowded = isCrowded;
    return taken;
  }

  async renew(leases: readonly EventLease[], leaseMs: number): Promise<void> {
    if (leases.length === 0) return;
    await this.database.query(
      `UPDATE stripe_event_leases SET leased_until = now() + $2 * interval '1 millisecond' ${MINE}`,
      [idsOf(leases), leaseMs],
    );
  }

  async release(leases: readonly EventLease[]): Promise<void> {
    if (leases.length === 0) return;
    await this.database.query(`DELETE FROM stripe_event_leases ${MINE}`, [idsOf(leases)]);
  }

  async #takeNext(limit: number, leaseMs: number): Promise<TakenLease[]> {
    const { organizationId, account, object } = this.#reached;
    const [next] = await queryByIndex<{ reached: Position | null; taken: TakenLease[] }>(
      this.database,
      TAKE_NEXT_OBJECTS,
      [limit, leaseMs, organizationId, account, object],
    );
    this.#reached = next?.reached ?? BEGINNING;
    return next?.taken ?? [];
  }
}

function idsOf(leases: readonly EventLease[]): string[] {
  return leases.map(({ id }) => id);
}
