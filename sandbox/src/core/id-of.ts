/** The id in a field that Stripe's types allow to be expanded. Stored objects are never expanded, and here it is set. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  if (typeof reference === 'string') return reference;
  if (reference) return reference.id;
  throw new Error('expected the id of an object, found none');
}
