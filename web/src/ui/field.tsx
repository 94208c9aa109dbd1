import './field.css';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { text } from '../text/text.js';

interface FieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input className="input" {...input} {...describedBy(id, error, hint)} />
      <FieldError id={id} error={error} />
    </div>
  );
}

export function PasswordField({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className="input-with-action">
        <input
          className="input"
          {...input}
          type={shown ? 'text' : 'password'}
          {...describedBy(id, error, hint)}
        />
        <button
          type="button"
          className="input-action"
          aria-label={shown ? text.register.hidePasswordNamed : text.register.showPasswordNamed}
          onClick={() => setShown(!shown)}
        >
          {shown ? text.register.hidePassword : text.register.showPassword}
        </button>
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}

interface CheckProps extends ComponentProps<'input'> {
  error?: string | undefined;
  children: ReactNode;
}

export function Check({ error, children, ...input }: CheckProps) {
  const id = useId();
  return (
    <div className="check">
      <input type="checkbox" {...input} {...describedBy(id, error)} />
      <label htmlFor={id}>{children}</label>
      <FieldError id={id} error={error} />
    </div>
  );
}

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p className="field-error" id={`${id}-error`}>
      {error}
    </p>
  );
}

function describedBy(id: string, error: string | undefined, hint?: string) {
  const parts = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return { id, 'aria-invalid': error !== undefined, 'aria-describedby': parts.join(' ') || undefined };
}
