import { readFileSync } from 'node:fs';

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

/** Every route takes `expand`, whether or not its parameters are listed. */
const BARE: ObjectNode = { o: { expand: { a: 's' } } };

export function paramsSchema(name: string | null): ObjectNode {
  if (name === null) return BARE;
  const schema = schemas[name];
  if (!schema)
    throw new Error(`data/params.json has no ${name}: add it to tools/params-roots.json and derive again`);
  return { ...schema, o: { ...BARE.o, ...schema.o } };
}
