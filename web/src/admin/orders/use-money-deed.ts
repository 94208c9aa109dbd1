import { type ApiError, newIdempotencyKey } from 'kaikei-sdk';
import { useRef } from 'react';
import { useAction } from '../../hooks/use-action.js';
import { reloadAdmin } from '../shared/query.js';

/** Stripe has answered, and said no. */
const REFUSED_BY_STRIPE = new Set(['refund_rejected', 'capture_failed']);

/**
 * One refund or capture, from its question to its answer. Its key is made once: whatever became of the first try, another one asks
 * about the same deed. While nobody knows what became of it (`isUnknown`), nothing else must be asked for in its place.
 *
 * @param send with the key; throws where it fails
 */
export function useMoneyDeed(send: (idempotencyKey: string) => Promise<void>) {
  const key = useRef<string | null>(null);
  const { busy, error, start } = useAction(async () => {
    key.current ??= newIdempotencyKey();
    try {
      await send(key.current);
    } finally {
      // Also where it failed: it may stand there all the same.
      void reloadAdmin();
    }
  });
  return { busy, error, isUnknown: error !== null && isUnknown(error), start };
}

function isUnknown({ isRefusal, code }: ApiError): boolean {
  return code === 'idempotency_in_progress' || (!isRefusal && !REFUSED_BY_STRIPE.has(code));
}
