import type { ApiError } from '../api/api-error.js';
import { api } from '../api/client.js';
import type { Config, Order } from '../api/types.js';
import { cardsToPayWith } from '../cards/cards-to-pay-with.js';
import { loadConfig } from '../hooks/use-config.js';
import { useResource } from '../hooks/use-resource.js';
import { OrderFailure } from '../orders/order-failure.js';
import { isPayable } from '../orders/payment-progress.js';
import { Receipt } from '../orders/receipt.js';
import { sentPaymentOf } from '../orders/sent-payment.js';
import { GoTo } from '../router/go-to.js';
import { navigate } from '../router/location.js';
import { CheckoutButton } from '../stripe/checkout-button.js';
import { PaymentForm } from '../stripe/payment-form.js';
import { PaymentFormSkeleton } from '../stripe/payment-form-skeleton.js';
import { TestCards } from '../stripe/test-cards.js';
import { text } from '../text/text.js';
import { Failure } from '../ui/failure.js';
import { PageHeading } from '../ui/page-heading.js';
import { SkeletonLines } from '../ui/skeleton.js';

export function PayPage({ id }: { id: string }) {
  const [order, reload] = useResource(id, (signal) => api.showOrder(id, signal));
  return (
    <div className="stack-l">
      <PageHeading title={text.pay.title} up={{ href: `/orders/${id}`, label: text.pay.later }} />
      {order.state === 'loading' && <SkeletonLines count={6} />}
      {order.state === 'failed' && <OrderFailure error={order.error} onRetry={reload} />}
      {order.state === 'ready' && <Payment order={order.value} />}
    </div>
  );
}

function Payment({ order }: { order: Order }) {
  const orderPath = `/orders/${order.id}`;
  if (!isPayable(order.status)) return <GoTo href={orderPath} />;
  return (
    <div className="columns">
      <section className="panel stack" aria-label={text.pay.card}>
        <PaymentStep order={order} orderPath={orderPath} />
        <CheckoutButton
          orderId={order.id}
          orderPath={orderPath}
          onSettled={() => navigate(orderPath, { replace: true, state: sentPaymentOf(order) })}
        />
      </section>
      <div className="aside">
        <Receipt order={order} />
      </div>
    </div>
  );
}

function PaymentStep({ order, orderPath }: { order: Order; orderPath: string }) {
  const [opened, reload] = useResource(order.id, async (signal) => {
    const [config, intent, cards] = await Promise.all([
      loadConfig(),
      api.openPaymentIntent(order.id, signal),
      cardsToPayWith(signal),
    ]);
    return { config, intent, cards };
  });
  if (opened.state === 'loading') return <PaymentFormSkeleton />;
  if (opened.state === 'failed')
    return <OpenFailure error={opened.error} {...{ order, orderPath, reload }} />;
  return (
    <>
      {isRealTestMode(opened.value.config) && <TestCards />}
      <PaymentForm
        {...opened.value}
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
  order: Order;
  orderPath: string;
  reload: () => void;
}

function OpenFailure({ error, order, orderPath, reload }: OpenFailureProps) {
  // Paid in another tab: the order tells how far that has come.
  if (error.code === 'payment_already_processed')
    return <GoTo href={orderPath} state={sentPaymentOf(order)} />;
  if (error.code === 'order_not_payable') return <GoTo href={orderPath} />;
  return <Failure error={error} title={text.pay.openTitle} onRetry={reload} />;
}
