import { type ApiError, newIdempotencyKey } from 'kaikei-sdk';
import { useRef, useState } from 'react';
import { useAction } from '../../hooks/use-action.js';
import { reloadAdmin } from '../shared/query.js';

/** Stripe has answered, and said no. */
const REFUSED_BY_STRIPE = new Set(['refund_rejected', 'capture_failed']);

/**
 * One refund or capture, from its question to its answer. Its key is made once: whatever became of the first try, another one asks
 * about the same deed. While nobody knows what became of it (`isUnknown`), nothing else must be asked for in its place. To be kept
 * where its dialog is not, so that it outlives it.
 *
 * @param send what is wanted, with the key; throws where it fails
 */
export function useMoneyDeed<Wanted>(send: (wanted: Wanted, idempotencyKey: string) => Promise<void>) {
  const key = useRef<string | null>(null);
  // Null: nobody has said yet.
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { busy, error, start, forget } = useAction(async (chosen: Wanted) => {
    key.current ??= newIdempotencyKey();
    try {
      await send(chosen, key.current);
    } finally {
      // Also where it failed: it may stand there all the same.
      void reloadAdmin();
    }
  });
  const unknown = error !== null && isUnknown(error);
  return {
    wanted,
    want: setWanted,
    busy,
    error,
    isUnknown: unknown,
    start: () => wanted !== null && start(wanted),
    /** Makes room for another deed, unless this one is still to be answered. */
    renew: () => {
      if (busy || unknown) return;
      key.current = null;
      setWanted(null);
      forget();
    },
  };
}

export type MoneyDeed<Wanted> = ReturnType<typeof useMoneyDeed<Wanted>>;

function isUnknown({ isRefusal, code }: ApiError): boolean {
  return code === 'idempotency_in_progress' || (!isRefusal && !REFUSED_BY_STRIPE.has(code));
}
