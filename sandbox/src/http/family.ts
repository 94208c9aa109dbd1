import type { Operation } from '../core/operation.js';
import type { Consequence } from '../charges/consequences.js';
import type { Reaction, TaskHandler } from '../core/world.js';
import type { CollectionName } from '../core/collections.js';

/** A request whose parameters are known and of the right types. */
export interface Call<P> {
  path: Record<string, string>;
  params: P;
  /** Set when the request came with a publishable key: it may only touch what its client secret opens. */
  publishable: boolean;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** Name in data/params.json, or null for routes that take no more than `expand`. */
  params: string | null;
  /** Whether a publishable key may call it. */
  publishable: boolean;
  handle: (op: Operation, call: Call<never>) => object;
}

interface RouteSpec<P> {
  method: Route['method'];
  path: string;
  params?: string;
  publishable?: boolean;
  handle: (op: Operation, call: Call<P>) => object;
}

/** Binds a handler to the type of its parameters, which is the one that data/params.json was derived from. */
export function route<P = Record<string, never>>(spec: RouteSpec<P>): Route {
  return { params: null, publishable: false, ...spec, handle: spec.handle };
}

/** How a field is expanded: the collections that its id may live in, or a function for what is not there unless asked for. */
export type Expansion = CollectionName[] | ((op: Operation, object: { id: string }) => object | null);

/** One family of Stripe's objects: its routes, what it does later, what can be expanded, and what may be triggered. */
export interface Family {
  routes: Route[];
  tasks?: Record<string, TaskHandler>;
  /** By the value of `object`, then by field; a dot leads into a sub-object. */
  expansions?: Record<string, Record<string, Expansion>>;
  /** What its test cards bring with them once they have paid. */
  consequences?: Consequence[];
  /** By event type: what it does about another family's objects. */
  reactions?: Record<string, Reaction>;
  /** By `kind` of `POST /_sandbox/trigger`. */
  triggers?: Record<string, Trigger>;
}

/** Makes happen what Stripe or a bank would cause. Answers the object that came of it. */
export type Trigger = (op: Operation, request: { object?: string; [option: string]: unknown }) => object;
