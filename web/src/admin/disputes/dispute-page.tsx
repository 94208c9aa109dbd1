import { useQuery } from '@tanstack/react-query';
import type { Dispute } from 'kaikei-sdk';
import { Link } from 'wouter';
import { asApiError } from '../../api/as-api-error.js';
import { kaikei } from '../../api/kaikei.js';
import { formatMoney, formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Facts } from '../../ui/facts.js';
import { PageHeading } from '../../ui/page-heading.js';
import { SkeletonLines } from '../../ui/skeleton.js';
import { LookUpFailure } from '../shared/look-up-failure.js';
import { AcceptDispute } from './accept-dispute.js';
import { DisputeDue } from './dispute-due.js';
import { DisputeStatus } from './dispute-status.js';
import { EvidenceForm } from './evidence-form.js';
import { waitsForAnswer } from './waits-for-answer.js';

export function DisputePage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'dispute', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/disputes/{id}', { path: { id }, signal }),
  });
  const dispute = query.data;
  const list = { href: '/admin/disputes', label: adminText.disputes.title };
  return (
    <div className="stack-l">
      <PageHeading
        title={dispute ? adminText.dispute.title(dispute.order_number) : adminText.disputes.title}
        up={list}
        mark={dispute && <DisputeStatus dispute={dispute} />}
      />
      {query.isPending && <SkeletonLines count={8} />}
      {query.error && (
        <LookUpFailure error={asApiError(query.error)} list={list} onRetry={() => void query.refetch()} />
      )}
      {dispute && (
        <>
          <DisputeFacts dispute={dispute} />
          {waitsForAnswer(dispute) ? (
            <section className="panel stack" aria-labelledby="answer">
              <h2 id="answer">{adminText.dispute.answer}</h2>
              <EvidenceForm dispute={dispute} />
              <AcceptDispute dispute={dispute} />
            </section>
          ) : (
            <p className="soft">{adminText.dispute.over}</p>
          )}
        </>
      )}
    </div>
  );
}

function DisputeFacts({ dispute }: { dispute: Dispute }) {
  const words = adminText.dispute;
  const { disputes } = adminText;
  const moved = dispute.balance_transactions.map((one) => formatMoney(one.amount, one.currency)).join(', ');
  return (
    <section className="panel stack" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <Facts
        facts={{
          [disputes.order]: <Link href={`/admin/orders/${dispute.order_id}`}>{dispute.order_number}</Link>,
          [disputes.amount]: <span className="money">{formatMoney(dispute.amount, dispute.currency)}</span>,
          [disputes.reason]: disputes.reasons[dispute.reason] ?? dispute.reason,
          [disputes.dueBy]: <DisputeDue dispute={dispute} />,
          [disputes.opened]: formatTime(dispute.opened_at),
          [words.submissions]: words.times(dispute.submission_count),
          [words.moved]: moved === '' ? null : moved,
          [words.refundable]: dispute.is_charge_refundable ? words.yes : words.no,
          [words.charge]: dispute.charge_id,
          [adminText.order.inStripe]: dispute.stripe_dispute_id,
        }}
      />
    </section>
  );
}
