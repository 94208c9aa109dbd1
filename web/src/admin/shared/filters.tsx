import './filters.css';
import type { ReactNode } from 'react';
import { adminText } from '../../text/text.js';
import { Field } from '../../ui/field.js';
import { SearchField } from '../../ui/search-field.js';
import { Select } from '../../ui/select.js';
import { optionOf, type Filter } from './use-filters.js';

/** What narrows a list down, above it. */
export function Filters({ children }: { children: ReactNode }) {
  return (
    <div className="filters" role="group" aria-label={adminText.lists.filter}>
      {children}
    </div>
  );
}

interface FilterProps<Name extends string> {
  filter: Filter<Name>;
  name: Name;
  label: string;
}

interface SearchFilterProps<Name extends string> extends FilterProps<Name> {
  placeholder?: string;
}

export function SearchFilter<Name extends string>({ filter, name, ...rest }: SearchFilterProps<Name>) {
  return <SearchField {...rest} value={filter.values[name]} onSearch={(words) => filter.set(name, words)} />;
}

interface ChoiceFilterProps<Name extends string, Option extends string> extends FilterProps<Name> {
  options: Readonly<Record<Option, string>>;
}

/** One of the options, or all there are. */
export function ChoiceFilter<Name extends string, Option extends string>({
  filter,
  name,
  label,
  options,
}: ChoiceFilterProps<Name, Option>) {
  const all: Readonly<Record<string, string>> = { all: adminText.lists.all, ...options };
  return (
    <Select
      label={label}
      options={all}
      value={optionOf(options, filter.values[name]) ?? 'all'}
      onChange={(chosen) => filter.set(name, chosen === 'all' ? '' : chosen)}
    />
  );
}

/** From a day on, and until one. */
export function DayFilters({ filter }: { filter: Filter<'from' | 'to'> }) {
  const { values, set } = filter;
  const words = adminText.lists;
  return (
    <>
      <Field label={words.from} type="date" value={values.from} onChange={(day) => set('from', day)} />
      <Field label={words.to} type="date" value={values.to} onChange={(day) => set('to', day)} />
    </>
  );
}
