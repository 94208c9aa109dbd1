import { noop } from '@tanstack/react-query';
import { listProducts } from './catalog/list-products.js';
import { listOptions } from './hooks/use-list.js';
import { queryClient } from './query/query-client.js';

/** Asks for the products while the page's words are still on their way. A failure is the query's `error`, which the page shows. */
export function prefetchFirstView(path: string): void {
  if (path === '/') queryClient.infiniteQuery(listOptions(['products'], listProducts)).catch(noop);
}
