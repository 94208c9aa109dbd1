import { useEffect, useState } from 'react';
import { api } from '../api/client.js';
import type { Order } from '../api/types.js';
import { type Resource, useResource } from '../hooks/use-resource.js';
import { isUnsettled } from './payment-progress.js';
import { poll, sleep } from './poll.js';

interface FollowedOrder {
  order: Resource<Order>;
  /** Asked as long as it was reasonable, without the order having settled. */
  gaveUp: boolean;
  /** Loads the order again, and follows it again. */
  reload: () => void;
}

/** An order; with `follow`, one that is asked for again until its payment has settled. */
export function useOrder(id: string, follow: boolean): FollowedOrder {
  const [first, reloadFirst] = useResource(id, (signal) => api.showOrder(id, signal));
  const [newer, setNewer] = useState<Order | null>(null);
  const [gaveUp, setGaveUp] = useState(false);
  const order: Resource<Order> =
    first.state === 'ready' && newer?.id === id ? { state: 'ready', value: newer } : first;
  const waits = follow && !gaveUp && order.state === 'ready' && isUnsettled(order.value.status);

  useEffect(() => {
    if (!waits) return;
    const controller = new AbortController();
    const { signal } = controller;
    const onAnswer = (answer: Order) => {
      if (!signal.aborted) setNewer(answer);
      return !isUnsettled(answer.status);
    };
    poll({
      load: () => api.showOrder(id, signal),
      onAnswer,
      sleep: (delayMs) => sleep(delayMs, signal),
    }).then(
      (settled) => setGaveUp(!settled),
      (cause: unknown) => {
        if (!signal.aborted) reportError(cause);
      },
    );
    return () => controller.abort();
  }, [id, waits]);

  function reload() {
    setNewer(null);
    setGaveUp(false);
    reloadFirst();
  }

  return { order, gaveUp, reload };
}
