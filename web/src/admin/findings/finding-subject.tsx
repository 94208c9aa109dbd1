import { Link } from 'wouter';

/** What Stripe calls payments and charges: an order is found by them. */
const OF_PAYMENT = /^(pi|ch|py)_/;
/** Other objects of Stripe's: their events tell. */
const OF_STRIPE = /^[a-z]+_/;

/** What a finding is about, with the way there where there is one. */
export function FindingSubject({ subject }: { subject: string }) {
  const id = encodeURIComponent(subject);
  if (OF_PAYMENT.test(subject)) return <Link href={`/admin/orders?search=${id}`}>{subject}</Link>;
  if (OF_STRIPE.test(subject)) return <Link href={`/admin/events?object=${id}`}>{subject}</Link>;
  return subject;
}
