import { useQuery } from '@tanstack/react-query';
import { Redirect, useSearchParams } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import type { ApiError, Config, OrderDetails } from 'kaikei-sdk';
import { asApiError } from '../api/as-api-error.js';
import { kaikei } from '../api/kaikei.js';
import { cardsToPayWith } from '../cards/cards-to-pay-with.js';
import { loadConfig } from '../hooks/use-config.js';
import { isCheckoutCancel } from '../orders/checkout-return.js';
import { OrderFailure } from '../orders/order-failure.js';
import { isPayable } from '../orders/payment-progress.js';
import { Receipt } from '../orders/receipt.js';
import { sentPaymentOf } from '../orders/sent-payment.js';
import { CheckoutButton } from '../stripe/checkout-button.js';
import { PaymentForm } from '../stripe/payment-form.js';
import { PaymentFormSkeleton } from '../stripe/payment-form-skeleton.js';
import { TestCards } from '../stripe/test-cards.js';
import { text } from '../text/text.js';
import { Failure } from '../ui/failure.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';
import { SkeletonLines } from '../ui/skeleton.js';

/** Neither from an earlier visit nor again during this one: a form that is being filled in stays. */
const asItIsNow = { gcTime: 0, staleTime: Infinity };

export function PayPage({ id }: { id: string }) {
  const order = useQuery({
    queryKey: ['order-to-pay', id],
    queryFn: ({ signal }) => kaikei.get('/api/orders/{id}', { path: { id }, signal }),
    ...asItIsNow,
  });
  return (
    <div className="stack-l">
      <PageHeading title={text.pay.title} up={{ href: `/orders/${id}`, label: text.pay.later }} />
      {order.isPending && <SkeletonLines count={6} />}
      {order.error && (
        <OrderFailure
          error={asApiError(order.error)}
          isStale={order.data !== undefined}
          onRetry={() => void order.refetch()}
        />
      )}
      {order.data && <Payment order={order.data} />}
    </div>
  );
}

function Payment({ order }: { order: OrderDetails }) {
  const orderPath = `/orders/${order.id}`;
  const [query] = useSearchParams();
  const opened = useOpenedPayment(order);
  if (!isPayable(order.status)) return <Redirect to={orderPath} replace />;
  return (
    <div className="columns" aria-busy={opened.isPending}>
      <section className="panel stack" aria-label={text.pay.card}>
        {isCheckoutCancel(query) && (
          <Notice tone="info" title={text.pay.cancelledTitle}>
            <p>{text.pay.cancelled}</p>
          </Notice>
        )}
        <PaymentStep {...{ order, orderPath, opened }} />
        {!opened.isPending && (
          <CheckoutButton
            orderId={order.id}
            orderPath={orderPath}
            onSettled={() => navigate(orderPath, { replace: true, state: sentPaymentOf(order) })}
          />
        )}
      </section>
      <div className="aside">
        <Receipt order={order} />
      </div>
    </div>
  );
}

/** Opens the payment at Stripe, and looks for the cards that it could be paid with. */
function useOpenedPayment({ id, status }: OrderDetails) {
  return useQuery({
    queryKey: ['payment', id],
    queryFn: async ({ signal }) => {
      const [config, intent, cards] = await Promise.all([
        loadConfig(),
        kaikei.post('/api/payments/intent', { body: { order_id: id }, signal }),
        cardsToPayWith(signal),
      ]);
      return { config, intent, cards };
    },
    enabled: isPayable(status),
    ...asItIsNow,
  });
}

interface PaymentStepProps {
  order: OrderDetails;
  orderPath: string;
  opened: ReturnType<typeof useOpenedPayment>;
}

function PaymentStep({ order, orderPath, opened }: PaymentStepProps) {
  const reload = () => void opened.refetch();
  if (opened.error) return <OpenFailure error={asApiError(opened.error)} {...{ order, orderPath, reload }} />;
  if (!opened.data) return <PaymentFormSkeleton offersToSave />;
  return (
    <>
      {isRealTestMode(opened.data.config) && <TestCards />}
      <PaymentForm
        {...opened.data}
        returnUrl={window.location.origin + orderPath}
        onSent={() => navigate(orderPath, { replace: true, state: sentPaymentOf(order) })}
      />
    </>
  );
}

/** Stripe's own test mode. The sandbox's form offers test cards by itself. */
function isRealTestMode({ publishable_key, sandbox }: Config): boolean {
  return publishable_key.startsWith('pk_test_') && !sandbox;
}

interface OpenFailureProps {
  error: ApiError;
  order: OrderDetails;
  orderPath: string;
  reload: () => void;
}

function OpenFailure({ error, order, orderPath, reload }: OpenFailureProps) {
  // Paid in another tab: the order tells how far that has come.
  if (error.code === 'payment_already_processed')
    return <Redirect to={orderPath} replace state={sentPaymentOf(order)} />;
  if (error.code === 'order_not_payable') return <Redirect to={orderPath} replace />;
  return <Failure error={error} title={text.pay.openTitle} onRetry={reload} />;
}
