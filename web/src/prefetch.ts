import { noop } from '@tanstack/react-query';
import { api } from './api/client.js';
import { listOptions } from './hooks/use-list.js';
import { queryClient } from './query/query-client.js';

/** Asks for the products while the page's words are still on their way. A failure is the query's `error`, which the page shows. */
export function prefetchFirstView(path: string): void {
  if (path === '/') queryClient.infiniteQuery(listOptions(['products'], api.listProducts)).catch(noop);
}
