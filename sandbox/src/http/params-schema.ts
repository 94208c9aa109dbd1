import { readFileSync } from 'node:fs';
import { CARD, extendParams, UNPUBLISHED } from './unpublished-params.js';

/**
 * What a route accepts, as tools/derive-params.mjs writes it: `s` string, `i` integer, `b` boolean; or an object with
 * `e` enum values, `o` fields (`r` the required ones), `a` array items, `m` map values, `u` alternatives, `n` may be emptied.
 */
export type ParamNode =
  | 's'
  | 'i'
  | 'b'
  | { e: string[] }
  | ObjectNode
  | { a: ParamNode }
  | { m: ParamNode }
  | { u: ParamNode[] }
  | { n: ParamNode };

export interface ObjectNode {
  o: Record<string, ParamNode>;
  r?: string[];
}

const schemas = JSON.parse(
  readFileSync(new URL('../../data/params.json', import.meta.url), 'utf8'),
) as Record<string, ObjectNode>;

extendParams(schemas);

/** Every route takes `expand`, whether or not its parameters are listed. */
const BARE: ObjectNode = { o: { expand: { a: 's' } } };

export function paramsSchema(name: string | null): ObjectNode {
  if (name === null) return BARE;
  const schema = schemas[name] ?? UNPUBLISHED[name];
  if (!schema)
    throw new Error(`data/params.json has no ${name}: add it to tools/params-roots.json and derive again`);
  return { ...schema, o: { ...BARE.o, ...schema.o } };
}

/**
 * What the same route accepts from a browser: it proves itself by the client secret, and may describe a card within
 * `payment_method_data`. Neither is among the parameters of server-side calls.
 */
export function browserSchema(schema: ObjectNode): ObjectNode {
  const o: ObjectNode['o'] = { ...schema.o, client_secret: 's' };
  const data = o.payment_method_data;
  if (typeof data === 'object' && 'o' in data)
    o.payment_method_data = { ...data, o: { ...data.o, type: 's', card: CARD } };
  return { ...schema, o };
}
