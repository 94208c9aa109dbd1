import './field.css';
import { useEffect, useEffectEvent, useState } from 'react';
import { Input, Label, SearchField as AriaSearchField } from 'react-aria-components/SearchField';

// Long enough that a word is typed to its end, short enough to feel like an answer.
const PAUSE_MS = 300;

interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  /** Once typing has paused, or at once on Enter and on Escape, which empties it. */
  onSearch: (words: string) => void;
}

/** Words to look for. It asks when typing pauses, not at every letter. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const search = useEffectEvent(onSearch);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => search(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);

  return (
    <AriaSearchField
      className="field"
      value={typed}
      onChange={setTyped}
      onSubmit={onSearch}
      onClear={() => onSearch('')}
    >
      <Label className="field-label">{label}</Label>
      <Input className="input" {...(placeholder && { placeholder })} />
    </AriaSearchField>
  );
}
