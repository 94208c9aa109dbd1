import type { paths } from '../generated/schema.js';

/** As the OpenAPI document's types have them. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that take a method. */
export type PathsOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<M, object> ? Path : never;
}[keyof paths];

/** One method of one path. */
export type Operation<M extends Method, Path extends PathsOf<M>> = paths[Path][M];

interface Common {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Instead of the client's. */
  timeoutMs?: number;
}

type PathOf<Op> = Op extends { parameters: { path: infer Parameters extends object } }
  ? { path: Parameters }
  : object;

type QueryOf<Op> = Op extends { parameters: { query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? object
    : object extends NonNullable<Query>
      ? { query?: NonNullable<Query> }
      : { query: NonNullable<Query> }
  : object;

interface Json<Body> {
  content: { 'application/json': Body };
}

/** `unknown`: of an operation that has none. */
type BodyOf<Op> = Op extends { requestBody: Json<infer Body> }
  ? { body: Body }
  : Op extends { requestBody?: Json<infer Body> }
    ? unknown extends Body
      ? object
      : { body?: Body }
    : object;

type KeyOf<Op> = Op extends { parameters: { header?: { 'Idempotency-Key'?: string } } }
  ? { /** Makes a second try safe: see `newIdempotencyKey`. */ idempotencyKey?: string }
  : object;

/** What a call of an operation takes: the parts of its path, its query and body, as the OpenAPI document has them. */
export type CallOptions<Op> = Common & PathOf<Op> & QueryOf<Op> & BodyOf<Op> & KeyOf<Op>;

/** Options may be left out where none of them is needed. */
export type CallArguments<Op> =
  object extends CallOptions<Op> ? [options?: CallOptions<Op>] : [options: CallOptions<Op>];

type Content<Response> = Response extends { content: infer Media }
  ? Media extends Record<'application/json', infer Body>
    ? Body
    : Media extends Record<string, string>
      ? string
      : undefined
  : undefined;

/** The body of a successful answer; undefined where there is none. */
export type Answer<Op> = Op extends { responses: infer Responses }
  ? { [Status in keyof Responses & (200 | 201 | 202 | 204)]: Content<Responses[Status]> }[keyof Responses &
      (200 | 201 | 202 | 204)]
  : never;

/** What every list answers. */
export interface Page<Item> {
  data: Item[];
  has_more: boolean;
  /** For the query's `cursor`; null on the last page. */
  next_cursor: string | null;
}
