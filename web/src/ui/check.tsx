import './field.css';
import { type ComponentProps, type ReactNode, useId } from 'react';

interface CheckProps extends ComponentProps<'input'> {
  error?: string | undefined;
  children: ReactNode;
}

/** A box to tick. The browser's own: its label may hold links, which a press on the label must not tick. */
export function Check({ error, children, ...input }: CheckProps) {
  const id = useId();
  return (
    <div className="check">
      <input
        type="checkbox"
        {...input}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={error && `${id}-error`}
      />
      <label htmlFor={id}>{children}</label>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
