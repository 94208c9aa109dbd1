import { useEffect, useState } from 'react';
import { api } from '../api/client.js';
import type { Order } from '../api/types.js';
import { type Resource, useResource } from '../hooks/use-resource.js';
import { isUnsettled } from './payment-progress.js';
import { asksStripe, poll, sleep } from './poll.js';
import type { SentPayment } from './sent-payment.js';

interface FollowedOrder {
  order: Resource<Order>;
  /** Asked as long as it was reasonable, without the order having settled. */
  gaveUp: boolean;
  /** Asks Stripe, loads the order again, and follows it again. */
  reload: () => void;
}

/** An order; one whose payment was sent is asked for again until that has settled. */
export function useOrder(id: string, sent: SentPayment | null): FollowedOrder {
  const [asking, setAsking] = useState(sent?.returned === true);
  const [first, reloadFirst] = useResource(id, (signal) => loadOrder(id, asking, signal));
  const [newer, setNewer] = useState<Order | null>(null);
  const [gaveUp, setGaveUp] = useState(false);
  const order: Resource<Order> =
    first.state === 'ready' && newer?.id === id ? { state: 'ready', value: newer } : first;
  const waits = sent !== null && !gaveUp && order.state === 'ready' && isUnsettled(order.value.status);

  useEffect(() => {
    if (!waits) return;
    const controller = new AbortController();
    const { signal } = controller;
    const onAnswer = (answer: Order) => {
      if (!signal.aborted) setNewer(answer);
      return !isUnsettled(answer.status);
    };
    poll({
      load: (attempt) => loadOrder(id, asksStripe(attempt), signal),
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
    setAsking(true);
    reloadFirst();
  }

  return { order, gaveUp, reload };
}

function loadOrder(id: string, askStripe: boolean, signal: AbortSignal): Promise<Order> {
  return askStripe ? api.refreshOrder(id, signal) : api.showOrder(id, signal);
}
