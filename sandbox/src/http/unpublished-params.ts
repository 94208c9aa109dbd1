import type { ObjectNode, ParamNode } from './params-schema.js';

/** What Stripe's types leave out, or do not export: its own pages and its command line call these. */
export const UNPUBLISHED: Record<string, ObjectNode> = {
  FundCashBalanceParams: { o: { amount: 'i', currency: 's', reference: 's' }, r: ['amount', 'currency'] },
  PaymentPageConfirmParams: {
    o: {
      eid: 's',
      expected_amount: 'i',
      expected_payment_method_type: 's',
      key: 's',
      payment_method: 's',
      return_url: 's',
    },
    r: ['payment_method'],
  },
  PaymentPageInitParams: { o: { browser_locale: 's', eid: 's', key: 's', redirect_type: 's' } },
};

/** A card within `payment_method_data`: Stripe takes it, and tokens, though its types leave both out. */
export const CARD: ObjectNode = { o: { number: 's', exp_month: 'i', exp_year: 'i', cvc: 's', token: 's' } };

/** Values that Stripe takes beside those of its types, as its own command line sends them. */
const ALSO_TAKEN: Record<string, string> = {
  'customer_balance.bank_transfer.type': 'jp_bank_account',
  'us_bank_account.verification_method': 'skip',
};

/** Line items as they were before prices, which the command line's older triggers still send. */
const OLD_LINE_ITEM: ObjectNode['o'] = {
  amount: 'i',
  currency: 's',
  description: 's',
  images: { a: 's' },
  name: 's',
};

/** Adds to what the types say what Stripe takes beside it. */
export function extendParams(schemas: Record<string, ObjectNode>): void {
  for (const schema of Object.values(schemas)) {
    const data = objectNode(schema.o.payment_method_data);
    if (data?.o.type !== undefined) {
      data.o.card = CARD;
      addValue(data.o.type, 'card');
    }
    const options = objectNode(schema.o.payment_method_options);
    for (const [path, value] of Object.entries(ALSO_TAKEN))
      addValue(options && path.split('.').reduce<ParamNode | undefined>(within, options), value);
  }
  // The command line's `trigger payout.failed` says with this that the bank will refuse.
  if (schemas.PayoutCreateParams) schemas.PayoutCreateParams.o.status = { e: ['failed'] };
  const items = schemas['Checkout.SessionCreateParams']?.o.line_items;
  const item = typeof items === 'object' && 'a' in items ? objectNode(items.a) : undefined;
  if (item) Object.assign(item.o, OLD_LINE_ITEM);
}

function addValue(node: ParamNode | undefined, value: string): void {
  if (typeof node === 'object' && 'e' in node && !node.e.includes(value)) node.e.push(value);
}

function within(node: ParamNode | undefined, field: string): ParamNode | undefined {
  return objectNode(node)?.o[field];
}

/** The fields of a node that is an object, or may be emptied instead of being one. */
function objectNode(node: ParamNode | undefined): ObjectNode | undefined {
  if (typeof node !== 'object') return undefined;
  if ('n' in node) return objectNode(node.n);
  return 'o' in node ? node : undefined;
}
