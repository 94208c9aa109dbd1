import type { Operation } from '../core/operation.js';

/** As many as fit on the page. */
const SHOWN = 100;

/** The latest deliveries, newest first, with the endpoint's address. */
export function recentDeliveries(op: Operation): object {
  const data: object[] = [];
  for (const delivery of op.newestFirst('deliveries')) {
    if (data.length === SHOWN) break;
    data.push({ ...delivery, url: op.get('webhook_endpoints', delivery.endpoint)?.url ?? null });
  }
  return { data };
}
