import type Stripe from 'stripe';
import { isGivenUp, isImpostor, isLive } from './intents.js';
import { idOf, type KnownStanding, type Picture } from './picture.js';

/** I4: nothing stays unknown past its deadline, and what we believe of everything of ours is what Stripe says. */
export function beliefsAgainstTruth(picture: Picture): string[] {
  return [
    ...unknown(picture),
    ...payments(picture),
    ...refunds(picture),
    ...standings(picture),
    ...oldFindings(picture),
    ...missingFindings(picture),
  ].map((problem) => `I4: ${problem}`);
}

/** What was asked for and never answered. Young ones are on their way. */
function unknown({ ours }: Picture): string[] {
  const attempts = ours.attempts.filter(({ isYoung }) => !isYoung);
  return [
    ...attempts
      .filter(({ status }) => status === 'opening')
      .map(({ id }) => `attempt ${id} is still opening`),
    ...attempts
      .filter(({ captureAsked, status }) => captureAsked && status === 'open')
      .map(({ id }) => `the capture of attempt ${id} was never answered`),
    ...ours.refunds
      .filter(({ status, isYoung }) => status === 'requested' && !isYoung)
      .map(({ id }) => `refund ${id} was never answered`),
  ];
}

function payments(picture: Picture): string[] {
  const { ours, stripes } = picture;
  const truth = new Map(stripes.intents.map((intent) => [intent.id, intent]));
  const byId = new Map(ours.attempts.map((attempt) => [attempt.id, attempt]));
  const wrong = ours.attempts.flatMap(({ id, intent, status, paymentStatus, received, captureAmount }) => {
    if (intent === null) return [];
    const seen = truth.get(intent);
    if (!seen)
      return status === 'abandoned'
        ? []
        : [`attempt ${id} believes in ${intent}, which Stripe does not know`];
    const problems = [];
    const isAsAsked = seen.metadata.captured_at === 'dashboard' || seen.amount_received === captureAmount;
    if (captureAmount !== null && paymentStatus === 'succeeded' && !isAsAsked)
      problems.push(`${intent} took ${seen.amount_received}, and we asked for ${captureAmount}`);
    // What was given up is looked at no more until money moves.
    if (isGivenUp(picture, seen) && isLive(seen)) return problems;
    if (seen.status !== paymentStatus)
      problems.push(`${intent} is ${seen.status}, and we believe ${paymentStatus}`);
    if (seen.amount_received !== received)
      problems.push(`${intent} took ${seen.amount_received}, and we believe ${received}`);
    return problems;
  });
  const missed = stripes.intents.flatMap((stripesIntent) => {
    const { id, metadata, status } = stripesIntent;
    if (isImpostor(stripesIntent) || (isGivenUp(picture, stripesIntent) && isLive(stripesIntent))) return [];
    const attempt = metadata.attempt_id === undefined ? undefined : byId.get(metadata.attempt_id);
    if (!attempt || attempt.intent === id || status === 'canceled') return [];
    const isExcused = attempt.intent === null && attempt.status === 'opening' && attempt.isYoung;
    return isExcused ? [] : [`${id} is ${status}, and attempt ${attempt.id} does not know it`];
  });
  return [...wrong, ...missed];
}

/** The end of a hold shows as a refund of a charge that took nothing: whether we know that one does not matter. */
function refunds({ ours, stripes }: Picture): string[] {
  const held = new Set(stripes.charges.filter(({ captured }) => !captured).map(({ id }) => id));
  const known = new Map(ours.refunds.map((refund) => [refund.stripeId, refund]));
  const young = new Set(
    ours.refunds.filter(({ isYoung, stripeId }) => isYoung && !stripeId).map(({ id }) => id),
  );
  const ourIntents = new Set(ours.attempts.map(({ intent }) => intent));
  const ids = new Set(stripes.refunds.map(({ id }) => id));
  const invented = ours.refunds.filter(({ stripeId }) => stripeId !== null && !ids.has(stripeId));
  return [
    ...invented.map(({ stripeId }) => `we believe in refund ${stripeId}, which Stripe does not know`),
    ...stripes.refunds.flatMap(({ id, status, amount, charge, payment_intent, metadata }) => {
      if (held.has(idOf(charge) ?? '')) return [];
      if (!ourIntents.has(idOf(payment_intent)) || young.has(metadata?.refund_id ?? '')) return [];
      const row = known.get(id);
      if (!row) return [`refund ${id} of ${amount} is ${status}, and we do not know it`];
      if (row.status === status && row.amount === amount) return [];
      return [`refund ${id} of ${amount} is ${status}, and we believe ${row.amount} ${row.status}`];
    }),
  ];
}

function standings({ ours, stripes }: Picture): string[] {
  const ourIntents = new Set(ours.attempts.map(({ intent }) => intent));
  const isOurs = ({ payment_intent }: { payment_intent?: string | Stripe.PaymentIntent | null }): boolean =>
    ourIntents.has(idOf(payment_intent));
  const ourAttempts = new Set(ours.attempts.map(({ id }) => id));
  const sessions = stripes.sessions.filter(({ metadata }) => ourAttempts.has(metadata?.attempt_id ?? ''));
  const waiting = new Set(
    ours.attempts.filter(({ status, isYoung }) => status === 'opening' && isYoung).map(({ id }) => id),
  );
  const known = new Set(ours.sessions.map(({ stripeId }) => stripeId));
  // After a 5xx, two keys may have been taken: the surplus session has expired, and nobody has seen it.
  const answered = sessions.filter(
    ({ id, status, metadata }) =>
      !waiting.has(metadata?.attempt_id ?? '') && (known.has(id) || status !== 'expired'),
  );
  const openReviews = ours.reviews.filter(({ status }) => status === 'open');
  return [
    ...differences('dispute', stripes.disputes.filter(isOurs), ({ status }) => status, ours.disputes),
    ...differences('Checkout session', answered, ({ status }) => status, ours.sessions),
    ...differences('review', stripes.reviews.filter(isOurs), () => 'open', ours.reviews),
    ...openReviews
      .filter(({ stripeId }) => !stripes.reviews.some(({ id }) => id === stripeId))
      .map(({ stripeId }) => `review ${stripeId} is closed, and we believe it open`),
    ...differences(
      'warning',
      stripes.warnings.filter(isOurs),
      ({ actionable }) => String(actionable),
      ours.warnings,
    ),
  ];
}

function differences<T extends { readonly id: string }>(
  what: string,
  truth: readonly T[],
  statusOf: (object: T) => string | null,
  ours: readonly KnownStanding[],
): string[] {
  const known = new Map(ours.map(({ stripeId, status }) => [stripeId, status]));
  return truth
    .filter((object) => known.get(object.id) !== statusOf(object))
    .map((object) => `${what} ${object.id} is ${statusOf(object)}, and we believe ${known.get(object.id)}`);
}

/** A person is not asked about what is known by now. */
function oldFindings({ ours }: Picture): string[] {
  const open = new Set([
    ...ours.attempts.filter(({ status }) => status === 'opening').map(({ id }) => id),
    ...ours.refunds.filter(({ status }) => status === 'requested').map(({ id }) => id),
  ]);
  const known = new Set([...ours.attempts, ...ours.refunds].map(({ id }) => id));
  return ours.findings
    .filter(
      ({ kind, isOpen, subject }) =>
        kind === 'unknown_outcome' && isOpen && known.has(subject) && !open.has(subject),
    )
    .map(({ subject }) => `the finding that ${subject} is unknown still stands`);
}

/** A person must give back another way what did not reach the customer; the end of a hold gave nothing. */
function missingFindings({ ours }: Picture): string[] {
  const told = new Set(
    ours.findings.filter(({ kind }) => kind === 'refund_failed').map(({ subject }) => subject),
  );
  return ours.refunds
    .filter(({ status, reason }) => CAME_BACK.has(status) && reason !== 'expired_uncaptured_charge')
    .filter(({ intent }) => !told.has(intent))
    .map(({ id, status }) => `refund ${id} is ${status}, and nobody was told`);
}

const CAME_BACK = new Set(['failed', 'canceled']);
