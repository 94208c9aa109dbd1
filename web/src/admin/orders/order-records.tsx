import { Link } from 'wouter';
import type { AdminOrderDetail, Dispute, Payment, Refund } from 'kaikei-sdk';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { DisputeStatus } from '../disputes/dispute-status.js';
import { DisputeDue } from '../disputes/dispute-due.js';
import { When } from '../shared/when.js';

/** The order's payments, refunds and disputes as rows, with Stripe's ids to look them up by. */
export function OrderRecords({ order }: { order: AdminOrderDetail }) {
  const words = adminText.order;
  return (
    <>
      {order.payments.length > 0 && (
        <Records title={words.payments} columns={paymentColumns()} rows={order.payments} />
      )}
      {order.refunds.length > 0 && (
        <Records title={words.refunds} columns={refundColumns()} rows={order.refunds} />
      )}
      {order.disputes.length > 0 && (
        <Records title={words.disputes} columns={disputeColumns()} rows={order.disputes} />
      )}
    </>
  );
}

interface RecordsProps<Row> {
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

function Records<Row extends { id: string }>({ title, columns, rows }: RecordsProps<Row>) {
  return (
    <section className="stack">
      <h2>{title}</h2>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </section>
  );
}

function amount(row: { amount: number; currency: string }) {
  return <span className="money">{formatMoney(row.amount, row.currency)}</span>;
}

function paymentColumns(): readonly Column<Payment>[] {
  const words = adminText.order;
  return [
    { key: 'id', header: words.inStripe, cell: (row) => row.payment_intent_id ?? adminText.none },
    {
      key: 'status',
      header: words.status,
      cell: stateOf,
    },
    { key: 'risk', header: words.risk, cell: riskOf },
    { key: 'error', header: words.lastError, cell: (row) => row.last_error ?? adminText.none },
    { key: 'amount', header: words.amount, align: 'end', cell: amount },
  ];
}

function stateOf({ status }: { status: string }) {
  return <span className="nowrap">{adminText.timeline.states[status] ?? status}</span>;
}

/** Of the charge that was tried last. */
function riskOf({ risks }: Payment): string {
  const risk = risks.at(-1);
  if (!risk?.level) return adminText.none;
  const level = adminText.order.riskLevels[risk.level] ?? risk.level;
  return risk.score === null ? level : `${level} (${risk.score})`;
}

function refundColumns(): readonly Column<Refund>[] {
  const words = adminText.order;
  const reasons: Record<string, string> = adminText.refund.reasons;
  return [
    { key: 'id', header: words.inStripe, cell: (row) => row.stripe_refund_id ?? adminText.none },
    {
      key: 'status',
      header: words.status,
      cell: stateOf,
    },
    {
      key: 'reason',
      header: words.reason,
      cell: (row) => (row.reason === null ? adminText.none : (reasons[row.reason] ?? row.reason)),
    },
    { key: 'when', header: words.when, cell: (row) => <When time={row.created_at} /> },
    { key: 'amount', header: words.amount, align: 'end', cell: amount },
  ];
}

function disputeColumns(): readonly Column<Dispute>[] {
  const words = adminText.order;
  return [
    {
      key: 'id',
      header: words.inStripe,
      cell: (row) => <Link href={`/admin/disputes/${row.id}`}>{row.stripe_dispute_id}</Link>,
    },
    {
      key: 'status',
      header: words.status,
      cell: (row) => <DisputeStatus dispute={row} />,
    },
    {
      key: 'reason',
      header: words.reason,
      cell: (row) => adminText.disputes.reasons[row.reason] ?? row.reason,
    },
    { key: 'due', header: words.dueBy, cell: (row) => <DisputeDue dispute={row} /> },
    { key: 'amount', header: words.amount, align: 'end', cell: amount },
  ];
}
