import './field.css';
import './list-box.css';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Label, Select as AriaSelect, SelectValue } from 'react-aria-components/Select';

interface SelectProps<Value extends string> {
  label: string;
  /** Label by value, in the order in which they stand. */
  options: Readonly<Record<Value, string>>;
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few: for many, that one looks for by typing, there is `ComboBox`. */
export function Select<Value extends string>({ label, options, value, onChange }: SelectProps<Value>) {
  const entries = Object.entries(options) as [Value, string][];
  return (
    <AriaSelect className="field" value={value} onChange={(key) => onChange(key as Value)}>
      <Label className="field-label">{label}</Label>
      <Button className="input select-button">
        <SelectValue />
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.75" aria-hidden="true">
          <path d="M4 6.5l4 4 4-4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </Button>
      <Popover className="list-box-popover">
        <ListBox className="list-box">
          {entries.map(([id, words]) => (
            <ListBoxItem key={id} id={id} className="list-box-item" textValue={words}>
              {words}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
