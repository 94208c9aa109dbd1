import type { CustomerDetail, CustomerView } from '../../application/identity/ports/customer-queries.js';
import type { CustomerDetailResponse, CustomerResponse } from './customer.dto.js';

export function presentCustomer(customer: CustomerView): CustomerResponse {
  return {
    id: customer.id,
    email: customer.email,
    name: customer.name,
    phone: customer.phone,
    role: customer.role,
    email_verified: customer.emailVerified,
    created_at: customer.createdAt.toISOString(),
  };
}

export function presentCustomerDetail(customer: CustomerDetail): CustomerDetailResponse {
  return {
    ...presentCustomer(customer),
    stripe_customer_id: customer.stripeCustomerId,
    live_sessions: customer.liveSessions,
    last_order_at: customer.lastOrderAt?.toISOString() ?? null,
    totals: customer.totals.map(({ currency, orders, capturedMinor, refundedMinor }) => ({
      currency,
      orders,
      captured: capturedMinor,
      refunded: refundedMinor,
    })),
  };
}
