import type { CollectionName, Collections } from '../core/collections.js';
import { invalidRequest } from '../core/stripe-error.js';
import { route, type Route } from './family.js';
import { checkedLimit } from './list.js';

type Clause = (object: Record<string, unknown>) => boolean;

/** docs.stripe.com/search: up to ten clauses, joined by AND or by OR but not by both. */
const MAX_CLAUSES = 10;
const CLAUSE = /^(-?)([a-z_.]+)(?:\[["']([^"']+)["']\])?\s*(:|~|>=|<=|>|<)\s*(null|"[^"]*"|'[^']*'|-?\d+)$/i;

/** `GET /v1/things/search`. Unlike Stripe's it does not lag. */
export function searchRoute(path: string, name: CollectionName, params: string): Route {
  return route<{ query: string; limit?: number; page?: string }>({
    method: 'GET',
    path: `${path}/search`,
    params,
    handle: (op, call) => {
      const matches = parseQuery(call.params.query);
      const limit = checkedLimit(call.params.limit);
      const start = call.params.page === undefined ? 0 : pageStart(call.params.page);
      const all = [...op.newestFirst(name)].filter((object) => matches(object as never));
      const data: Collections[CollectionName][] = all.slice(start, start + limit);
      const has_more = all.length > start + limit;
      const next_page = has_more ? Buffer.from(String(start + limit)).toString('base64url') : null;
      return { object: 'search_result', data, has_more, next_page, url: `${path}/search` };
    },
  });
}

function pageStart(page: string): number {
  const start = Number(Buffer.from(page, 'base64url').toString('utf8'));
  if (Number.isSafeInteger(start) && start >= 0) return start;
  throw invalidRequest(`Invalid page: ${page.slice(0, 40)}`, { param: 'page' });
}

function parseQuery(query: string): Clause {
  const any = /\sOR\s/i.test(query);
  if (any && /\sAND\s/i.test(query)) throw unparsable('AND and OR cannot be used in one query.');
  const clauses = query.split(any ? /\s+OR\s+/i : /\s+AND\s+/i).map((clause) => parseClause(clause.trim()));
  if (clauses.length > MAX_CLAUSES) throw unparsable(`A query has at most ${MAX_CLAUSES} clauses.`);
  return (object) =>
    any ? clauses.some((clause) => clause(object)) : clauses.every((clause) => clause(object));
}

function parseClause(text: string): Clause {
  const parts = CLAUSE.exec(text);
  if (!parts) throw unparsable(`Cannot read the clause: ${text.slice(0, 80)}`);
  const [, minus, field = '', key, operator = ':', raw = ''] = parts;
  const wanted = raw === 'null' ? null : raw.replace(/^["']|["']$/g, '');
  return (object) => {
    const found = field
      .split('.')
      .reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], object);
    const value = key === undefined ? found : (found as Record<string, unknown> | null | undefined)?.[key];
    return compare(value, operator, wanted) !== (minus === '-');
  };
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

function unparsable(message: string): Error {
  return invalidRequest(`We were unable to parse your search query. ${message}`, { param: 'query' });
}
