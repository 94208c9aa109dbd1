import type { CollectionName } from './collections.js';
import { changedFields, mayRefer, putObjects, resolve, withReference } from './journal-reference.js';
import type { Change, Store } from './store.js';
import { applyDifference, type Difference, Template } from './template.js';

type Plain = Record<string, unknown>;

/**
 * A transaction is one line, a list of
 * - `["charges",{...}]`, a new object, or `["charges",{...},7]`, one that is template 7 of this file from now on;
 * - `["charges",7,[{...}]]`, a new object that differs from template 7 as said;
 * - `["charges","ch_1",{...}]`, the fields of a known object that changed;
 * - `["agenda","task_1"]`, a deletion.
 * Applying a line again changes nothing.
 */
type Entry =
  [CollectionName, object, number?] | [CollectionName, number, Difference] | [CollectionName, string, Plain?];

/** Objects of one kind have a few shapes. Beyond this many they are written whole, so that looking is never long. */
const MAX_TEMPLATES = 8;

/** Writes the lines of one file. What it describes objects by must stand earlier in the same file. */
export class LineWriter {
  readonly #templates: Partial<Record<CollectionName, { number: number; template: Template }[]>> = {};
  #count = 0;

  line(changes: Change[]): string {
    const entries: Entry[] = [];
    // What refers to other objects of the line comes after them.
    const referring: Change[] = [];
    for (const change of changes) {
      if (mayRefer(change)) referring.push(change);
      else entries.push(this.#entry(change, change.object));
    }
    const put = referring.length > 0 ? putObjects(changes) : new Map<string, Change>();
    for (const change of referring) entries.push(this.#entry(change, withReference(change, put)));
    return `${JSON.stringify(entries)}\n`;
  }

  #entry({ name, id, before }: Change, object: object | null): Entry {
    if (object === null) return [name, id];
    if (before === undefined) return this.#described(name, object);
    const changed = changedFields(before, object);
    return changed ? [name, id, changed] : [name, object];
  }

  #described(name: CollectionName, object: object): Entry {
    const known = (this.#templates[name] ??= []);
    for (const { number, template } of known) {
      const difference = template.differenceOf(object);
      if (difference !== null) return [name, number, difference];
    }
    if (known.length === MAX_TEMPLATES) return [name, object];
    this.#count += 1;
    known.push({ number: this.#count, template: new Template(object) });
    return [name, object, this.#count];
  }
}

/** Applies the lines of one file, in their order. */
export class LineReader {
  readonly #templates = new Map<number, object>();

  constructor(private readonly store: Store) {}

  /** Answers how many changes the line holds. Throws a SyntaxError if it is torn. */
  apply(line: string): number {
    const entries = JSON.parse(line) as Entry[];
    for (const [name, what, more] of entries) {
      if (typeof what === 'string') this.#change(name, what, more as Plain | undefined);
      else if (typeof what === 'number') this.#put(name, this.#copy(what, more as Difference));
      else {
        if (typeof more === 'number') this.#templates.set(more, what);
        this.#put(name, what);
      }
    }
    return entries.length;
  }

  #copy(number: number, difference: Difference): object {
    const template = this.#templates.get(number);
    if (template === undefined) throw new Error(`there is no template ${number} above this line`);
    return applyDifference(template, difference);
  }

  #put(name: CollectionName, object: object): void {
    this.store.restore(name, resolve(name, object as Plain, this.store));
  }

  #change(name: CollectionName, id: string, changed: Plain | undefined): void {
    this.store.restore(name, changed === undefined ? id : { ...this.store.get(name, id), ...changed });
  }
}
