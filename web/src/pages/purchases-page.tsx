import type { Purchase } from 'kaikei-sdk';
import { Link } from 'wouter';
import { AccountLayout } from '../account/account-layout.js';
import { kaikei, pageFrom } from '../api/kaikei.js';
import { useList } from '../hooks/use-list.js';
import { formatDate, formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { EmptyState } from '../ui/empty-state.js';
import { Loaded } from '../ui/loaded.js';
import { MoreButton } from '../ui/more-button.js';
import { SkeletonLines } from '../ui/skeleton.js';

/** What was paid for, with the receipts, and what came back. */
export function PurchasesPage() {
  const words = text.purchases;
  const purchases = useList(['purchases'], (cursor, signal) =>
    kaikei.get('/api/users/me/purchases', { query: pageFrom(cursor), signal }),
  );
  return (
    <AccountLayout title={text.account.purchases}>
      <Loaded query={purchases} loading={<SkeletonLines count={6} />}>
        {() =>
          purchases.rows.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              action={<ButtonLink href="/">{text.cart.toShop}</ButtonLink>}
            >
              {words.empty}
            </EmptyState>
          ) : (
            <DataTable
              caption={text.account.purchases}
              columns={columns()}
              rows={purchases.rows}
              rowKey={({ order_id }) => order_id}
            />
          )
        }
      </Loaded>
      <MoreButton list={purchases} />
    </AccountLayout>
  );
}

function columns(): Column<Purchase>[] {
  const words = text.purchases;
  return [
    {
      key: 'what',
      header: words.what,
      cell: ({ order_id, items }) => <Link href={`/orders/${order_id}`}>{namesOf(items)}</Link>,
    },
    {
      key: 'paid',
      header: words.paid,
      cell: ({ paid_at }) => <time dateTime={paid_at}>{formatDate(paid_at)}</time>,
    },
    {
      key: 'amount',
      header: words.amount,
      align: 'end',
      cell: ({ amount, currency }) => <span className="money">{formatMoney(amount, currency)}</span>,
    },
    {
      key: 'refunded',
      header: text.order.refunded,
      align: 'end',
      cell: ({ amount_refunded, currency }) =>
        amount_refunded === 0 ? '–' : <span className="money">{formatMoney(amount_refunded, currency)}</span>,
    },
    {
      key: 'receipt',
      header: words.receipt,
      cell: ({ receipt_url, number }) => (
        <a href={receipt_url} target="_blank" rel="noreferrer" aria-label={words.receiptOf(number)}>
          {number}
        </a>
      ),
    },
  ];
}

function namesOf(items: Purchase['items']): string {
  return items
    .map(({ name, quantity }) => (quantity === 1 ? name : text.purchases.times(name, quantity)))
    .join(text.purchases.separator);
}
