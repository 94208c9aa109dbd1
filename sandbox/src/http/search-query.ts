import type { CollectionName } from '../core/collections.js';
import { invalidRequest, type StripeError } from '../core/stripe-error.js';

type Plain = Record<string, unknown>;
export type Predicate = (object: object) => boolean;

/** docs.stripe.com/search: up to ten clauses, joined by AND or by OR but not by both. */
const MAX_CLAUSES = 10;

/** `-field["key"]:"value"`; within quotes, a backslash lets the next character through. */
const CLAUSE =
  /(-?)([a-z_]+(?:\.[a-z_0-9]+)*)(?:\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\])?\s*(:|~|>=|<=|>|<)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|null|true|false|-?\d+)/iy;
const JOINT = /\s+(?:(AND|OR)\s+)?/iy;

/** What can be searched for (docs.stripe.com/search#supported-query-fields-for-each-resource). */
const FIELDS: Partial<Record<CollectionName, RegExp>> = {
  charges:
    /^(amount|billing_details\.address\.postal_code|created|currency|customer|disputed|refunded|status|payment_method_details\.\w+\.(last4|exp_month|exp_year|brand|fingerprint))$/,
  customers: /^(created|email|name|phone)$/,
  payment_intents: /^(amount|created|currency|customer|status)$/,
  prices: /^(active|currency|lookup_key|product|type)$/,
  products: /^(active|description|name|shippable|url)$/,
};

/** Reads a query of Stripe's search language; clauses that only a space joins are joined by AND. */
export function parseQuery(query: string, name: CollectionName): Predicate {
  const clauses: Predicate[] = [];
  const joints = new Set<string>();
  const text = query.trim();
  for (let at = 0; ;) {
    CLAUSE.lastIndex = at;
    const clause = CLAUSE.exec(text);
    if (!clause) throw unparsable(`Cannot read the clause: ${text.slice(at, at + 80)}`);
    clauses.push(predicate(clause, name));
    at = CLAUSE.lastIndex;
    if (at === text.length) break;
    JOINT.lastIndex = at;
    const joint = JOINT.exec(text);
    if (!joint) throw unparsable(`Expected AND or OR before: ${text.slice(at, at + 80)}`);
    joints.add(joint[1]?.toUpperCase() ?? 'AND');
    at = JOINT.lastIndex;
  }
  if (joints.size > 1) throw unparsable('AND and OR cannot be used in one query.');
  if (clauses.length > MAX_CLAUSES) throw unparsable(`A query has at most ${MAX_CLAUSES} clauses.`);
  return joints.has('OR')
    ? (object) => clauses.some((clause) => clause(object))
    : (object) => clauses.every((clause) => clause(object));
}

function predicate(parts: RegExpExecArray, name: CollectionName): Predicate {
  const [, minus, field = '', quotedKey, operator = ':', raw = ''] = parts;
  const key = quotedKey === undefined ? undefined : unquoted(quotedKey);
  if (key === undefined ? FIELDS[name]?.test(field) !== true : field !== 'metadata')
    throw invalidRequest(`Field \`${field}\` is an unsupported search field for resource \`${name}\`.`, {
      param: 'query',
    });
  const wanted = raw === 'null' ? null : unquoted(raw);
  return (object) => {
    const value = [...field.split('.'), ...(key === undefined ? [] : [key])].reduce<unknown>(
      (at, step) => (at as Plain | null | undefined)?.[step],
      object,
    );
    return compare(value, operator, wanted) !== (minus === '-');
  };
}

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1).replaceAll(/\\(.)/g, '$1') : text;
}

function compare(value: unknown, operator: string, wanted: string | null): boolean {
  if (wanted === null) return value === null || value === undefined;
  if (value === null || value === undefined) return false;
  if (operator === ':') return textOf(value) === wanted.toLowerCase();
  if (operator === '~') return textOf(value).includes(wanted.toLowerCase());
  const [a, b] = [Number(value), Number(wanted)];
  if (operator === '>') return a > b;
  if (operator === '<') return a < b;
  return operator === '>=' ? a >= b : a <= b;
}

/** Only plain values can be searched for. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function unparsable(message: string): StripeError {
  return invalidRequest(`We were unable to parse your search query. ${message}`, { param: 'query' });
}
