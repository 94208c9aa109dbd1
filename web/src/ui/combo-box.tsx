import './field.css';
import './list-box.css';
import {
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components/ComboBox';

interface ComboBoxProps<Value extends string> {
  label: string;
  /** Label by value, in the order in which they stand. */
  options: Readonly<Record<Value, string>>;
  /** Null: none is chosen. */
  value: Value | null;
  onChange: (value: Value | null) => void;
}

/** One of many, looked for by typing a part of its name. */
export function ComboBox<Value extends string>({ label, options, value, onChange }: ComboBoxProps<Value>) {
  const entries = Object.entries(options) as [Value, string][];
  return (
    <AriaComboBox
      className="field"
      value={value}
      onChange={(key) => onChange(key as Value | null)}
      menuTrigger="focus"
    >
      <Label className="field-label">{label}</Label>
      <Input className="input" />
      <Popover className="list-box-popover">
        <ListBox className="list-box">
          {entries.map(([id, words]) => (
            <ListBoxItem key={id} id={id} className="list-box-item" textValue={words}>
              {words}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
