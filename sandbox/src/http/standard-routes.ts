import type { CollectionName, Collections } from '../core/collections.js';
import type { Operation } from '../core/operation.js';
import { missing } from '../core/stripe-error.js';
import { route, type Route } from './family.js';
import { inRange, listPage, type PageParams, type Range } from './list.js';

/** `GET /v1/things/:id`. */
export function retrieveRoute(path: string, name: CollectionName, what: string): Route {
  return route({
    method: 'GET',
    path: `${path}/:id`,
    handle: (op, call) => found(op, name, call.path.id, what),
  });
}

/** Reads a list's own parameters once, and answers which objects to keep. */
export type ListFilter<N extends CollectionName, P> = (
  op: Operation,
  params: P,
) => (object: Collections[N]) => boolean;

/** `GET /v1/things`, with `created` understood everywhere. */
export function listRoute<N extends CollectionName, P extends object>(
  path: string,
  name: N,
  params: string,
  filter: ListFilter<N, P>,
): Route {
  return route<P & PageParams & { created?: Range }>({
    method: 'GET',
    path,
    params,
    handle: (op, call) => {
      const keep = filter(op, call.params);
      const { created } = call.params;
      return listPage(
        op,
        name,
        path,
        call.params,
        (object) => inRange(createdOf(object), created) && keep(object),
      );
    },
  });
}

/** The object, or Stripe's 404. `param` names the parameter that held the id, if it was not the path. */
export function found<N extends CollectionName>(
  op: Operation,
  name: N,
  id: string | undefined,
  what: string,
  param?: string,
): Collections[N] {
  const object = id === undefined ? undefined : op.get(name, id);
  if (object === undefined) throw missing(what, id ?? '', param);
  return object;
}

/** Every object that Stripe lists has the second in which it was made. */
function createdOf(object: object): number {
  return 'created' in object && typeof object.created === 'number' ? object.created : 0;
}
