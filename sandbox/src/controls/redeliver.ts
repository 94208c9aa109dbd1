import type { Delivery } from '../deliveries/delivery.js';
import { queueDeliveries } from '../deliveries/queue-deliveries.js';
import type { Operation } from '../core/operation.js';
import { ControlError } from './control-body.js';

/** Has one event delivered (again) now, or all that were not delivered yet; answers how many deliveries that makes. */
export function redeliver(op: Operation, event: string | undefined): number {
  const deliveries = [...op.world.store.collection('deliveries').oldestFirst()];
  if (event === undefined)
    return requeue(
      op,
      deliveries.filter((delivery) => delivery.state !== 'delivered'),
    );
  const known = op.get('events', event);
  if (!known) throw new ControlError(`There is no event ${event}.`);
  const own = deliveries.filter((delivery) => delivery.event === event);
  return own.length > 0 ? requeue(op, own) : queueDeliveries(op, event, known.type);
}

function requeue(op: Operation, deliveries: Delivery[]): number {
  const now = op.world.clock.nowMs();
  for (const delivery of deliveries) op.put('deliveries', { ...delivery, state: 'due', at: now, since: now });
  return deliveries.length;
}
