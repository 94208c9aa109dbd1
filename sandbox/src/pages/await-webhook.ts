import type { World } from '../core/world.js';
import { readDeliverySettings } from '../deliveries/delivery-settings.js';

/** Stripe's page waits this long for the seller's endpoint before it leads the customer back regardless. */
const LONGEST_WAIT_MS = 10_000;

/** Short enough not to be felt, long enough not to be busy. */
const LOOK_EVERY_MS = 25;

/**
 * Resolves once every endpoint has been told that the session is complete, or has failed to listen: the page that the
 * customer lands on usually shows what the webhook has brought about. A pause of all deliveries is not waited for.
 */
export async function completionTold(world: World, session: string): Promise<void> {
  const event = completionOf(world, session);
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (event !== undefined && isUntold(world, event) && Date.now() < deadline) {
    if (readDeliverySettings(world.store).paused) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function completionOf(world: World, session: string): string | undefined {
  for (const { id, type, data } of world.store.collection('events').newestFirst())
    if (type === 'checkout.session.completed' && (data.object as { id: string }).id === session) return id;
  return undefined;
}

function isUntold(world: World, event: string): boolean {
  for (const each of world.store.collection('deliveries').newestFirst())
    if (each.event === event && each.state === 'due' && each.attempts === 0) return true;
  return false;
}
