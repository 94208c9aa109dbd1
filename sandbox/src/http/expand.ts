import type { Operation } from '../core/operation.js';
import { invalidRequest, type StripeError } from '../core/stripe-error.js';
import type { Expansion, Family } from './family.js';

/** Stripe expands four levels; in a list, `data` is one of them (docs.stripe.com/api/expanding_objects). */
const MAX_DEPTH = 4;

type Plain = Record<string, unknown>;

/** Replaces ids by the objects that they stand for, along the paths that `expand` names. */
export class Expander {
  readonly #table = new Map<string, Expansion>();

  constructor(families: Family[]) {
    for (const { expansions } of families)
      for (const [object, fields] of Object.entries(expansions ?? {}))
        for (const [field, expansion] of Object.entries(fields))
          this.#table.set(`${object}.${field}`, expansion);
  }

  /** Answers `answer` itself if there is nothing to expand. */
  expand(op: Operation, answer: object, paths: string[] | undefined): object {
    if (!paths || paths.length === 0) return answer;
    let out = answer;
    for (const path of paths) {
      if (path === 'total_count' && path in answer) continue; // a search counts by itself when it is asked to
      const steps = path.split('.');
      if (steps.length > MAX_DEPTH)
        throw invalidRequest(
          `You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`,
          {
            param: 'expand',
          },
        );
      out = this.#along(op, out as Plain, steps, '', path);
    }
    return out;
  }

  /** `within`: the sub-object of a Stripe object that we are in, such as `invoice_settings`. */
  #along(
    op: Operation,
    object: Plain,
    steps: string[],
    within: string,
    path: string,
    root: Plain = object,
  ): Plain {
    const [step = '', ...rest] = steps;
    if (object.object === 'list' && step === 'data' && Array.isArray(object.data))
      return { ...object, data: object.data.map((each: Plain) => this.#next(op, each, rest, path)) };
    const field = within === '' ? step : `${within}.${step}`;
    const value = this.#value(op, root, object, step, field, path);
    if (value === null || rest.length === 0) return { ...object, [step]: value };
    if (Array.isArray(value))
      return { ...object, [step]: value.map((each: Plain) => this.#next(op, each, rest, path)) };
    if (typeof value !== 'object') throw notExpandable(path);
    const inner = value as Plain;
    const next =
      typeof inner.object === 'string'
        ? this.#next(op, inner, rest, path)
        : this.#along(op, inner, rest, field, path, root);
    return { ...object, [step]: next };
  }

  #next(op: Operation, object: Plain, rest: string[], path: string): Plain {
    return rest.length === 0 ? object : this.#along(op, object, rest, '', path);
  }

  #value(op: Operation, root: Plain, object: Plain, step: string, field: string, path: string): unknown {
    const expansion = this.#table.get(`${String(root.object)}.${field}`);
    const value = object[step];
    if (typeof expansion === 'function') return expansion(op, root as Plain & { id: string });
    if (typeof value === 'object' && value !== null) return value;
    if (expansion === undefined) {
      if (this.#leadsDown(String(root.object), field)) return null;
      throw notExpandable(path);
    }
    if (typeof value !== 'string') return null;
    for (const name of expansion) {
      const target = op.get(name, value);
      if (target !== undefined) return target;
    }
    return value;
  }

  /** A sub-object that is empty now, but on whose fields `expand` would work. */
  #leadsDown(object: string, field: string): boolean {
    return [...this.#table.keys()].some((key) => key.startsWith(`${object}.${field}.`));
  }
}

function notExpandable(path: string): StripeError {
  return invalidRequest(
    `This property cannot be expanded (${path}). You may want to try expanding the parent property first, or check the API reference.`,
    { param: 'expand' },
  );
}
