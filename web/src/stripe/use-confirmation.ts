import { type SubmitEvent, useRef, useState } from 'react';
import type { Confirmation } from './confirm-payment.js';

/** What the customer must be told. */
export type Setback = Extract<Confirmation, { outcome: 'declined' | 'unknown' }>;

/** One form's way to Stripe: sends once at a time, and keeps what came of it. `onSent` goes elsewhere: the form stays busy until then. */
export function useConfirmation(onSent: () => void) {
  // Besides the state, which is another one only once the page is drawn again: a second click can come before.
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [setback, setSetback] = useState<Setback | null>(null);

  async function send(confirm: () => Promise<Confirmation>) {
    sending.current = true;
    setBusy(true);
    setSetback(null);
    const confirmation = await confirm();
    if (confirmation.outcome === 'sent') {
      onSent();
      return;
    }
    sending.current = false;
    setBusy(false);
    if (confirmation.outcome !== 'incomplete') setSetback(confirmation);
  }

  return {
    busy,
    setback,
    /** @param confirm null while there is nothing to confirm with */
    submit: (event: SubmitEvent, confirm: (() => Promise<Confirmation>) | null) => {
      event.preventDefault();
      if (!sending.current && confirm) void send(confirm);
    },
  };
}
