import type { UserName } from '../../application/identity/ports/user-names.js';
import type { OrderPaymentView } from '../../application/orders/ports/order-payments.js';
import { lineAmountMinor, type OrderLine } from '../../domain/orders/order-line.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { capturedTotals, refundedTotals } from '../../domain/orders/part-totals.js';
import { invariant } from '../../domain/shared/domain-error.js';
import { toPercent } from '../http/percentage.js';
import type {
  AdminOrderResponse,
  OrderDetailsResponse,
  OrderItemResponse,
  OrderPaymentResponse,
  OrderResponse,
} from './order.dto.js';

export function presentOrder(order: OrderSnapshot): OrderResponse {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    currency: order.currency,
    subtotal: order.subtotalMinor,
    tax: order.taxMinor,
    taxes: order.taxes.map((tax) => ({
      rate: toPercent(tax.ratePpm),
      amount: tax.amountMinor,
      taxable: tax.taxableMinor,
    })),
    total: order.totalMinor,
    amount_captured: order.capturedMinor,
    tax_captured: capturedTotals(order).taxMinor,
    amount_refunded: order.refundedMinor,
    tax_refunded: refundedTotals(order).taxMinor,
    items: order.lines.map(presentItem),
    history: order.history.map(({ status, at, cause }) => ({ status, at: at.toISOString(), cause })),
    created_at: order.placedAt.toISOString(),
    updated_at: order.updatedAt.toISOString(),
    paid_at: order.paidAt?.toISOString() ?? null,
    fulfillable_at: order.fulfillableAt?.toISOString() ?? null,
  };
}

export function presentOrderDetails(
  order: OrderSnapshot,
  payments: ReadonlyMap<string, OrderPaymentView>,
): OrderDetailsResponse {
  const payment = payments.get(order.id);
  return { ...presentOrder(order), payment: payment ? presentPayment(payment) : null };
}

/** @param customers holds everyone who has placed an order */
export function presentAdminOrder(
  order: OrderSnapshot,
  customers: ReadonlyMap<string, UserName>,
): AdminOrderResponse {
  const customer = customers.get(order.userId);
  invariant(customer !== undefined, 'Whoever has placed an order stays known.');
  const { id, email, name } = customer;
  return {
    ...presentOrder(order),
    user_id: id,
    capture_method: order.captureMethod,
    customer: { id, email, name },
  };
}

function presentPayment({ kind, status, ...last }: OrderPaymentView): OrderPaymentResponse {
  const nextActionRequired = status === 'requires_action';
  return {
    kind,
    status,
    next_action_required: nextActionRequired,
    last_error: last.lastError,
    last_error_code: last.lastErrorCode,
  };
}

function presentItem(line: OrderLine): OrderItemResponse {
  return {
    id: line.id,
    price_id: line.priceId,
    product_id: line.productId,
    name: line.productName,
    unit_amount: line.unitAmountMinor,
    quantity: line.quantity,
    amount: lineAmountMinor(line),
    tax_behavior: line.taxBehavior,
    tax_rate: toPercent(line.taxRatePpm),
  };
}
