import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { mergeMetadata } from '../http/metadata.js';
import { attachTo } from '../payment-methods/attach.js';
import { requirePaymentMethod } from '../payment-methods/require-payment-method.js';
import { addCard } from '../sources/customer-cards.js';
import { checkEmail } from './check-email.js';
import { fullAddress, liveCustomer, orNull } from './customer.js';

type Params = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

export function newCustomer(op: Operation, params: Stripe.CustomerCreateParams): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: op.id('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: op.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: op.world.ids.text(8).toUpperCase(),
    invoice_settings: NO_INVOICE_SETTINGS,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata as Record<string, string>),
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
    ...patchCustomer(op, params),
  };
  op.put('customers', customer);
  op.emit('customer.created', customer);
  if (params.payment_method !== undefined)
    attachTo(op, requirePaymentMethod(op, params.payment_method, 'payment_method'), customer.id);
  if (params.source === undefined) return customer;
  addCard(op, customer, params.source);
  return liveCustomer(op, customer.id);
}

const NO_INVOICE_SETTINGS: Stripe.Customer.InvoiceSettings = {
  custom_fields: null,
  default_payment_method: null,
  footer: null,
  rendering_options: null,
};

/** The fields that were sent, as a customer keeps them. */
export function patchCustomer(op: Operation, params: Params): Partial<Stripe.Customer> {
  const patch: Partial<Stripe.Customer> = {};
  for (const field of ['description', 'email', 'name', 'phone'] as const)
    if (params[field] !== undefined) patch[field] = orNull(params[field]);
  if (params.email) checkEmail(params.email, 'email');
  if (params.address !== undefined) patch.address = fullAddress(params.address);
  if (params.balance !== undefined) patch.balance = params.balance;
  if (params.business_name) patch.business_name = params.business_name;
  if (params.individual_name) patch.individual_name = params.individual_name;
  if (params.invoice_prefix !== undefined) patch.invoice_prefix = params.invoice_prefix;
  if (params.next_invoice_sequence !== undefined) patch.next_invoice_sequence = params.next_invoice_sequence;
  if (params.preferred_locales !== undefined) patch.preferred_locales = params.preferred_locales;
  if (params.shipping !== undefined) patch.shipping = shippingOf(params.shipping);
  if (params.tax_exempt !== undefined) patch.tax_exempt = orNull(params.tax_exempt) ?? 'none';
  if (params.invoice_settings) patch.invoice_settings = invoiceSettings(op, params.invoice_settings);
  return patch;
}

function shippingOf(shipping: Params['shipping']): Stripe.Customer.Shipping | null {
  if (!shipping) return null;
  const address = fullAddress(shipping.address);
  return { ...(address ? { address } : {}), name: shipping.name, phone: orNull(shipping.phone) };
}

function invoiceSettings(
  op: Operation,
  settings: NonNullable<Params['invoice_settings']>,
): Stripe.Customer.InvoiceSettings {
  const method = orNull(settings.default_payment_method);
  if (method !== null) requirePaymentMethod(op, method, 'invoice_settings[default_payment_method]');
  return { ...NO_INVOICE_SETTINGS, default_payment_method: method, footer: orNull(settings.footer) };
}
