import { readFileSync } from 'node:fs';

/**
 * What a route accepts, as tools/derive-params.mjs writes it: `s` string, `i` integer, `b` boolean; or an object with
 * `e` enum values, `o` fields (`r` the required ones), `a` array items, `m` map values, `u` alternatives, `n` may be emptied.
 */
export type ParamNode =
  | 's'
  | 'i'
  | 'b'
  | { e: string[] }
  | ObjectNode
  | { a: ParamNode }
  | { m: ParamNode }
  | { u: ParamNode[] }
  | { n: ParamNode };

export interface ObjectNode {
  o: Record<string, ParamNode>;
  r?: string[];
}

const schemas = JSON.parse(
  readFileSync(new URL('../../data/params.json', import.meta.url), 'utf8'),
) as Record<string, ObjectNode>;

/** What Stripe's types leave out, or do not export: its own pages and its command line call these. */
const UNPUBLISHED: Record<string, ObjectNode> = {
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
const CARD: ObjectNode = { o: { number: 's', exp_month: 'i', exp_year: 'i', cvc: 's', token: 's' } };

/** Values that Stripe takes beside those of its types, as its own command line sends them. */
const ALSO_TAKEN: Record<string, string> = {
  'customer_balance.bank_transfer.type': 'jp_bank_account',
  'us_bank_account.verification_method': 'skip',
};

/** `trigger payout.failed` of the command line says with this that the bank will refuse. */
if (schemas.PayoutCreateParams) schemas.PayoutCreateParams.o.status = { e: ['failed'] };

for (const schema of Object.values(schemas)) {
  const data = objectNode(schema.o.payment_method_data);
  if (data) data.o.card = CARD;
  addValue(data?.o.type, 'card');
  const options = objectNode(schema.o.payment_method_options);
  for (const [path, value] of Object.entries(ALSO_TAKEN)) {
    addValue(options && path.split('.').reduce<ParamNode | undefined>(within, options), value);
  }
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

/** Every route takes `expand`, whether or not its parameters are listed. */
const BARE: ObjectNode = { o: { expand: { a: 's' } } };

export function paramsSchema(name: string | null): ObjectNode {
  if (name === null) return BARE;
  const schema = schemas[name] ?? UNPUBLISHED[name];
  if (!schema)
    throw new Error(`data/params.json has no ${name}: add it to tools/params-roots.json and derive again`);
  return { ...schema, o: { ...BARE.o, ...schema.o } };
}

/**
 * What the same route accepts from a browser: it proves itself by the client secret, and may describe a card within
 * `payment_method_data`. Neither is among the parameters of server-side calls.
 */
export function browserSchema(schema: ObjectNode): ObjectNode {
  const o: ObjectNode['o'] = { ...schema.o, client_secret: 's' };
  const data = o.payment_method_data;
  if (typeof data === 'object' && 'o' in data)
    o.payment_method_data = { ...data, o: { ...data.o, type: 's', card: CARD } };
  return { ...schema, o };
}
