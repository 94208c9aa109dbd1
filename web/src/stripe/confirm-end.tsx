import { useEffect, useRef } from 'react';
import { declineReason } from '../orders/decline-reason.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import type { Setback } from './use-confirmation.js';

export interface ConfirmWords {
  submitting: string;
  declinedTitle: string;
  notConfirmed: string;
  tryAgain: string;
  unsureTitle: string;
  unsure: string;
}

interface ConfirmEndProps {
  label: string;
  words: ConfirmWords;
  busy: boolean;
  /** The form above is still on its way. */
  loading?: boolean;
  setback: Setback | null;
}

/** The end of every form that goes to Stripe: the button, what went wrong, and where the card goes. */
export function ConfirmEnd({ label, words, busy, loading = false, setback }: ConfirmEndProps) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (setback) notice.current?.focus();
  }, [setback]);

  return (
    <>
      <Button type="submit" wide busy={busy || loading}>
        {busy ? words.submitting : label}
      </Button>
      {setback && (
        <Notice
          tone="bad"
          role="alert"
          title={setback.outcome === 'declined' ? words.declinedTitle : words.unsureTitle}
          ref={notice}
        >
          {setback.outcome === 'declined' && (
            <p>{declineReason(setback.code, setback.reason) ?? words.notConfirmed}</p>
          )}
          <p>{setback.outcome === 'declined' ? words.tryAgain : words.unsure}</p>
        </Notice>
      )}
      <p className="secure">
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          <path d="M3.5 7h9v6.5h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7" strokeLinejoin="round" />
        </svg>
        {text.pay.secure}
      </p>
    </>
  );
}
