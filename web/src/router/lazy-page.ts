import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/**
 * A page in a file of its own, loaded when somebody goes there:
 * `lazyPage(async () => (await import('./pages/cart-page.js')).CartPage)`.
 */
export function lazyPage<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await load() }));
}
