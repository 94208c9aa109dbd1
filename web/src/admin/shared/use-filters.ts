import { useSearchParams } from 'wouter';

/** Filters that stand in the address, so that a view can be sent to somebody. What is not set is empty. */
export function useFilters<Name extends string>(...names: readonly Name[]) {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Record<
    Name,
    string
  >;

  /** An empty value takes it out of the address. */
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

  return { values, set, reset, isFiltered: names.some((name) => values[name] !== '') };
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
