/** When something was seen at Stripe, by Stripe's clock. An event shows its object as of its `created`: both are that. */
export interface Sighting {
  /** A look at Stripe: not later than it was asked for. */
  readonly askedAt: Date;
  /** In whole seconds: the event's `created`, or the `Date` of an answer. */
  readonly asOf: Date;
}

export interface NewSighting extends Sighting {
  readonly source: 'event' | 'fetch';
  /** The row's version when the question was put to Stripe; null for an event, and where the row was not known. */
  readonly seenVersion: number | null;
}

/** `doubt`: which of the two is the newer cannot be told; ask Stripe. */
export type Freshness = 'newer' | 'older' | 'doubt';

/** Stripe's clock has whole seconds: within one of them the order of two events cannot be told. */
const CLOCK_RESOLUTION_MS = 1_000;

/**
 * Which of two sightings of one object shows its later state. A fetch is fenced by the row's version: when nothing was
 * written since the question was put, the answer is newer than all that is known; otherwise a slow answer may be the
 * older of the two, and only times can tell.
 * @param version of the row now
 */
export function compare(known: Sighting, version: number, seen: NewSighting): Freshness {
  if (seen.source === 'event') {
    if (seen.asOf > known.asOf) return 'newer';
    return known.askedAt.getTime() - seen.asOf.getTime() > CLOCK_RESOLUTION_MS ? 'older' : 'doubt';
  }
  if (seen.seenVersion === version) return 'newer';
  if (seen.askedAt.getTime() - known.asOf.getTime() >= CLOCK_RESOLUTION_MS) return 'newer';
  return known.asOf > seen.asOf ? 'older' : 'doubt';
}
