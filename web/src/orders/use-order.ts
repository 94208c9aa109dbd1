import { noop, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OrderDetails } from 'kaikei-sdk';
import { useEffect, useState } from 'react';
import { kaikei } from '../api/kaikei.js';
import { isUnsettled } from './payment-progress.js';
import { asksStripe, poll, sleep } from './poll.js';
import type { SentPayment } from './sent-payment.js';

interface FollowedOrder {
  query: UseQueryResult<OrderDetails>;
  /** Asked as long as it was reasonable, without the order having settled. */
  gaveUp: boolean;
  /** Asks Stripe, and follows the order again. */
  reload: () => void;
}

/** An order; one whose payment was sent is asked for again until that has settled. */
export function useOrder(id: string, sent: SentPayment | null): FollowedOrder {
  const queries = useQueryClient();
  const [gaveUp, setGaveUp] = useState(false);
  const query = useQuery({
    queryKey: ['order', id],
    queryFn: ({ signal }) => loadOrder(id, sent?.returned === true, signal),
    // Shown as it is now, and never as it was at an earlier visit.
    gcTime: 0,
  });
  const waits = sent !== null && !gaveUp && query.data !== undefined && isUnsettled(query.data.status);

  useEffect(() => {
    if (!waits) return;
    const controller = new AbortController();
    const { signal } = controller;
    const onAnswer = (answer: OrderDetails) => {
      if (!signal.aborted) queries.setQueryData(['order', id], answer);
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
  }, [id, waits, queries]);

  function reload() {
    setGaveUp(false);
    queries
      .query({ queryKey: ['order', id], queryFn: ({ signal }) => loadOrder(id, true, signal), gcTime: 0 })
      // A failure is the query's `error`, which the page shows.
      .catch(noop);
  }

  return { query, gaveUp, reload };
}

/** @param askStripe how far its payment has come */
function loadOrder(id: string, askStripe: boolean, signal: AbortSignal): Promise<OrderDetails> {
  const call = { path: { id }, signal };
  return askStripe ? kaikei.post('/api/orders/{id}/refresh', call) : kaikei.get('/api/orders/{id}', call);
}
