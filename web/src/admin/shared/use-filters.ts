import { useSearchParams } from 'wouter';

export interface Filter<Name extends string> {
  /** What is not set is empty. */
  values: Readonly<Record<Name, string>>;
  /** An empty value takes it out of the address. */
  set: (name: Name, value: string) => void;
  /** Takes all of them off; undefined where none is on. */
  reset: (() => void) | undefined;
}

/** Filters that stand in the address, so that a view can be sent to somebody. */
export function useFilters<Name extends string>(...names: readonly Name[]): Filter<Name> {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Record<
    Name,
    string
  >;

  function set(name: Name, value: string) {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  function reset() {
    setSearch(new URLSearchParams(), { replace: true });
  }

  const isFiltered = names.some((name) => values[name] !== '');
  return { values, set, reset: isFiltered ? reset : undefined };
}

/** An address may say anything: only what can be chosen is one of the options. */
export function optionOf<Option extends string>(
  options: Readonly<Record<Option, string>>,
  value: string,
): Option | undefined {
  return Object.hasOwn(options, value) ? (value as Option) : undefined;
}

/** Midnight of a day that was chosen, where the reader is; undefined for what is no day. */
export function startOfDay(day: string, daysLater = 0): string | undefined {
  const time = new Date(`${day}T00:00`);
  if (Number.isNaN(time.getTime())) return undefined;
  time.setDate(time.getDate() + daysLater);
  return time.toISOString();
}
