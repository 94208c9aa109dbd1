import { noop } from '@tanstack/react-query';
import { listProducts } from './catalog/list-products.js';
import { listOptions } from './hooks/use-list.js';
import { queryClient } from './query/query-client.js';

/** Once the first page is there and the browser has nothing to do: the pages that most go to next, so that they come at once. */
export function prefetchNextPages(): void {
  const load = () => {
    for (const page of [import('./pages/cart-page.js'), import('./session/sign-in.js')]) page.catch(noop);
  };
  if ('requestIdleCallback' in window) requestIdleCallback(load);
}

/** Asks for the products while the page's words are still on their way. A failure is the query's `error`, which the page shows. */
export function prefetchFirstView(path: string): void {
  if (path === '/') queryClient.infiniteQuery(listOptions(['products'], listProducts)).catch(noop);
}
