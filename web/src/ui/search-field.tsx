import './field.css';
import { useEffect, useEffectEvent, useState } from 'react';
import { Input, Label, SearchField as AriaSearchField } from 'react-aria-components/SearchField';

// Long enough that a word is typed to its end, short enough to feel like an answer.
const PAUSE_MS = 300;

interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  /** Without spaces around them, once typing has paused, or at once on Enter and on Escape, which empties it. */
  onSearch: (words: string) => void;
}

/** Words to look for. It asks when typing pauses, not at every letter. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const words = typed.trim();
  // Set from elsewhere, such as by a button that takes all filters off; and not by what was typed here.
  if (shown !== value) {
    setShown(value);
    if (words !== value) setTyped(value);
  }
  const search = useEffectEvent(onSearch);
  useEffect(() => {
    if (words === value) return;
    const timer = setTimeout(() => search(words), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, value]);

  return (
    <AriaSearchField
      className="field"
      value={typed}
      onChange={setTyped}
      onSubmit={(entered) => onSearch(entered.trim())}
      onClear={() => onSearch('')}
    >
      <Label className="field-label">{label}</Label>
      <Input className="input" {...(placeholder && { placeholder })} />
    </AriaSearchField>
  );
}
