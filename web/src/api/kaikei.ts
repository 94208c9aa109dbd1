import { createKaikei } from 'kaikei-sdk';

/** The API, as whoever is signed in here. */
export const kaikei = createKaikei();

// One screen or two of a list: what follows is asked for.
const PAGE_SIZE = 20;

/** A list's query: a page of it, from the cursor on. */
export function pageFrom(cursor: string | null): { limit: number; cursor?: string } {
  return { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) };
}
