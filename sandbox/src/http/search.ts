import type { CollectionName, Collections } from '../core/collections.js';
import { invalidRequest } from '../core/stripe-error.js';
import { route, type Route } from './family.js';
import { checkedLimit } from './list.js';
import { parseQuery } from './search-query.js';

/** `GET /v1/things/search`. Unlike Stripe's it does not lag. */
export function searchRoute(path: string, name: CollectionName, params: string): Route {
  return route<{ query: string; limit?: number; page?: string; expand?: string[] }>({
    method: 'GET',
    path: `${path}/search`,
    params,
    handle: (op, call) => {
      const matches = parseQuery(call.params.query, name);
      const limit = checkedLimit(call.params.limit);
      const start = call.params.page === undefined ? 0 : pageStart(call.params.page);
      const all = [...op.newestFirst(name)].filter((object) => !('deleted' in object) && matches(object));
      const data: Collections[CollectionName][] = all.slice(start, start + limit);
      const has_more = all.length > start + limit;
      const next_page = has_more ? Buffer.from(String(start + limit)).toString('base64url') : null;
      const counted = call.params.expand?.includes('total_count') ? { total_count: all.length } : {};
      return { object: 'search_result', data, has_more, next_page, ...counted, url: `${path}/search` };
    },
  });
}

function pageStart(page: string): number {
  const start = Number(Buffer.from(page, 'base64url').toString('utf8'));
  if (Number.isSafeInteger(start) && start >= 0) return start;
  throw invalidRequest(`Invalid page: ${page.slice(0, 40)}`, { param: 'page' });
}
