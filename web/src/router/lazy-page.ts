import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/** The file of a page could not be had: there is no network, or the server has another one by now. */
export class PageNotLoaded extends Error {}

/**
 * A page in a file of its own, loaded when somebody goes there:
 * `lazyPage(async () => (await import('./pages/cart-page.js')).CartPage)`.
 */
export function lazyPage<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (cause) {
      throw new PageNotLoaded('The page could not be loaded.', { cause });
    }
  });
}
