import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { ApiError } from 'kaikei-sdk';
import { asApiError } from '../api/as-api-error.js';
import { useStore } from '../store/store.js';
import { language } from '../text/language.js';

export type FieldErrors = Readonly<Record<string, string>>;

interface Outcome {
  /** By the name of the field. */
  fields: FieldErrors;
  /** What does not belong to any field that is shown. */
  error: ApiError | null;
}

const nothingWrong: Outcome = { fields: {}, error: null };

interface Submission {
  check: (form: FormData) => FieldErrors;
  submit: (form: FormData) => Promise<void>;
  /** Our words for fields that the server refuses, in place of its own, which are English. */
  refused?: FieldErrors;
}

/** One form's way: check here, send once, and lead the eye and the focus to what is wrong. */
export function useSubmission({ check, submit, refused = {} }: Submission) {
  const form = useRef<HTMLFormElement>(null);
  // Besides the state, which is another one only once the page is drawn again: a second click can come before.
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(nothingWrong);
  const locale = useStore(language);
  const [spoken, setSpoken] = useState(locale);
  // What is wrong with a field was said in the language of before.
  if (spoken !== locale) {
    setSpoken(locale);
    setOutcome({ ...outcome, fields: {} });
  }

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [outcome]);

  async function send(target: HTMLFormElement) {
    const data = new FormData(target);
    const fields = check(data);
    if (Object.keys(fields).length > 0) setOutcome({ fields, error: null });
    else await submitChecked(data, target);
  }

  async function submitChecked(data: FormData, target: HTMLFormElement) {
    sending.current = true;
    setBusy(true);
    setOutcome(nothingWrong);
    try {
      await submit(data);
    } catch (cause) {
      setOutcome(asOutcome(asApiError(cause), target, refused));
    }
    sending.current = false;
    setBusy(false);
  }

  function onSubmit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!sending.current) void send(event.currentTarget);
  }

  return { busy, ...outcome, form: { ref: form, onSubmit, noValidate: true } };
}

function asOutcome(error: ApiError, form: HTMLFormElement, refused: FieldErrors): Outcome {
  const shown = error.fields.filter(({ field }) => form.elements.namedItem(field) !== null);
  const fields = Object.fromEntries(shown.map(({ field, message }) => [field, refused[field] ?? message]));
  const allShown = shown.length > 0 && shown.length === error.fields.length;
  return { fields, error: allShown ? null : error };
}
