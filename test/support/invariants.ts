import type pg from 'pg';
import { announcementsAgainstTruth } from './invariants/announcements.js';
import { beliefsAgainstTruth } from './invariants/beliefs.js';
import { duplicatesAtStripe } from './invariants/duplicates.js';
import { ordersAgainstMoney } from './invariants/orders.js';
import { refundsBeyondRoom } from './invariants/room.js';
import { takePicture, type Picture } from './invariants/picture.js';
import type { SandboxClient } from './sandbox-client.js';
import { secretsInLogs, secretsInTables } from './secret-scan.js';

/** UNKNOWN_DEADLINE_MS of application/payments: until then a program may be looking for the outcome. */
const UNKNOWN_FOR_S = 600;

export interface Expectations {
  /** How long something may be unknown. 0: whoever was asked has come back, and the janitor has been. */
  readonly unknownForS?: number;
  /** Someone sweeps Stripe's list: each of its events must be in the inbox, whether it was acknowledged or not. */
  readonly isSwept?: boolean;
  /** PaymentIntents and sessions that Stripe has once denied to have: whoever gave them up for that is excused. */
  readonly denied?: ReadonlySet<string>;
}

/** Where the invariants of reliability.md are looked up: our database, Stripe's truth, and what was logged. */
export interface Evidence extends Expectations {
  readonly database: pg.Pool;
  readonly sandbox: SandboxClient;
  readonly output: string;
}

/**
 * Everything in which the promises do not hold at this moment; empty once all is settled. Meant to be asked again
 * until it is empty, within the promised time.
 */
export async function violations(evidence: Evidence): Promise<string[]> {
  const { database, sandbox, output, unknownForS = UNKNOWN_FOR_S, isSwept = false } = evidence;
  const picture = await takePicture(database, sandbox, unknownForS, evidence.denied ?? new Set());
  const unsettled = [
    ...ordersAgainstMoney(picture),
    ...eventsLost(picture, isSwept),
    ...beliefsAgainstTruth(picture),
    ...duplicatesAtStripe(picture),
    ...refundsBeyondRoom(picture),
    ...announcementsAgainstTruth(picture),
  ];
  // What leaked once stays: it is looked for when everything else is in order, since that means reading every row.
  return unsettled.length > 0 ? unsettled : [...(await secretsInTables(database)), ...secretsInLogs(output)];
}

/** I2: what was acknowledged is in the inbox, and ends. */
function eventsLost({ ours, stripes }: Picture, isSwept: boolean): string[] {
  const inbox = new Set(ours.inbox.map(({ id }) => id));
  const expected = isSwept
    ? stripes.events
    : stripes.events.filter(({ pending_webhooks }) => pending_webhooks === 0);
  const lost = expected.filter(({ id }) => !inbox.has(id));
  const open = ours.inbox.filter(({ status }) => status === 'pending' || status === 'processing');
  const own = new Set(stripes.events.map(({ id }) => id));
  // What a test has forged may be poison; what Stripe itself sends is not.
  const dead = isSwept ? ours.inbox.filter(({ id, status }) => status === 'dead' && own.has(id)) : [];
  const why = isSwept ? "is in Stripe's list" : 'was acknowledged';
  return [
    ...lost.map(({ id, type }) => `I2: event ${id} (${type}) ${why} and is not in the inbox`),
    ...[...open, ...dead].map(({ id, status }) => `I2: event ${id} is ${status}`),
  ];
}
