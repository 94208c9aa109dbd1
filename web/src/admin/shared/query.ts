import { queryClient } from '../../query/query-client.js';

/** A screen or two; what follows is asked for. */
const PAGE_SIZE = 50;

/** One page of a list from the cursor on, with whatever narrows it down; what is undefined is left out. */
export function pageOf<Filter extends object>(
  cursor: string | null,
  filter: Filter = {} as Filter,
  limit: number = PAGE_SIZE,
): Given<Filter> & { limit: number; cursor?: string } {
  return { ...given(filter), limit, ...(cursor !== null && { cursor }) };
}

/** The same without what is undefined. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** Everything that operators see is asked for anew: a deed may show in several places. */
export async function reloadAdmin(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['admin'] });
}
