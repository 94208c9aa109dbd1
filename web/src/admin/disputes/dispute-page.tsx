import { useQuery } from '@tanstack/react-query';
import type { Dispute } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { formatMoney, formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Facts } from '../../ui/facts.js';
import { DetailPage } from '../shared/detail-page.js';
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
  return (
    <DetailPage
      query={query}
      list={{ href: '/admin/disputes', label: adminText.disputes.title }}
      title={(dispute) =>
        dispute ? adminText.dispute.title(dispute.order_number) : adminText.disputes.title
      }
      mark={(dispute) => <DisputeStatus dispute={dispute} />}
    >
      {(dispute) => (
        <>
          <DisputeFacts dispute={dispute} />
          <Answer dispute={dispute} />
        </>
      )}
    </DetailPage>
  );
}

function Answer({ dispute }: { dispute: Dispute }) {
  if (!waitsForAnswer(dispute)) return <p className="soft">{adminText.dispute.over}</p>;
  return (
    <section className="panel stack" aria-labelledby="answer">
      <h2 id="answer">{adminText.dispute.answer}</h2>
      <EvidenceForm dispute={dispute} />
      <AcceptDispute dispute={dispute} />
    </section>
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
