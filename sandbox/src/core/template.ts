type Plain = Record<string, unknown>;

/** What an object has other than its template: whole values by field, and what differs further in. */
export type Difference = [values: Plain, within?: Record<string, Difference>];

const NONE: Difference = [{}];

/** An object that others of its kind are described by: of the 50 fields of a charge, a dozen differ from the last one's. */
export class Template {
  readonly #isList: boolean;
  readonly #keys: string[];
  readonly #values: unknown[];
  readonly #within: (Template | null)[];

  constructor(object: object) {
    this.#isList = Array.isArray(object);
    this.#keys = Object.keys(object);
    this.#values = Object.values(object);
    this.#within = this.#values.map((value) => (isObject(value) ? new Template(value) : null));
  }

  /** How `object` differs; null if it has other fields, or the same ones in another order. */
  differenceOf(object: object): Difference | null {
    if (Array.isArray(object) !== this.#isList) return null;
    // Lists of all keys and all values are many times faster than asking objects of ever other shapes for each field.
    const keys = Object.keys(object);
    if (keys.length !== this.#keys.length) return null;
    const now: unknown[] = Object.values(object);
    const values: Plain = {};
    let within: Record<string, Difference> | undefined;
    let same = true;
    for (let field = 0; field < keys.length; field += 1) {
      const key = keys[field] ?? '';
      const value = now[field];
      if (key !== this.#keys[field]) return null;
      if (value === this.#values[field]) continue;
      if (value === undefined) return null; // JSON has no word for it
      const inner = isObject(value) ? this.#within[field]?.differenceOf(value) : null;
      if (inner === NONE) continue;
      same = false;
      if (inner) (within ??= {})[key] = inner;
      else values[key] = value;
    }
    if (same) return NONE;
    return within === undefined ? [values] : [values, within];
  }
}

/** The object that differs from `template` as said. Lists may stand inside, and are described by their indexes. */
export function applyDifference(template: object, [values, within]: Difference): object {
  const object = (Array.isArray(template) ? [...(template as unknown[])] : { ...template }) as Plain;
  Object.assign(object, values);
  for (const [key, inner] of Object.entries(within ?? {}))
    object[key] = applyDifference(object[key] as object, inner);
  return object;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
