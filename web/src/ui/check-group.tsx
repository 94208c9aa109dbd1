import './field.css';
import { useId } from 'react';

interface CheckGroupProps<Value extends string> {
  name: string;
  label: string;
  /** Label by value, in the order in which they stand. */
  options: Readonly<Record<Value, string>>;
  /** Ticked at first. */
  ticked?: readonly string[];
  error?: string | undefined;
}

/** Any number of a few. The browser's own boxes, under one name of the form. */
export function CheckGroup<Value extends string>(props: CheckGroupProps<Value>) {
  const { name, label, options, ticked = [], error } = props;
  const id = useId();
  return (
    <fieldset className="check-group" aria-describedby={error && `${id}-error`}>
      <legend className="field-label">{label}</legend>
      {(Object.entries(options) as [Value, string][]).map(([value, words]) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            {...{ name, value }}
            defaultChecked={ticked.includes(value)}
            aria-invalid={error !== undefined}
          />
          {words}
        </label>
      ))}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
