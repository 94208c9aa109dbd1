import { invalidRequest, parameterMissing, type StripeError } from '../core/stripe-error.js';
import type { RawParams, RawValue } from './form.js';
import { checkMetadata } from './metadata.js';
import type { ObjectNode, ParamNode } from './params-schema.js';

/** Stripe's limit for a string that has no limit of its own. */
const MAX_STRING = 5000;

type Plain = Record<string, unknown>;

/** Checks raw parameters against what a route accepts, and turns their strings into integers and booleans. */
export function validateParams(schema: ObjectNode, raw: RawParams): Plain {
  return objectValue(schema, raw, '');
}

function objectValue(schema: ObjectNode, raw: Record<string, RawValue>, at: string): Plain {
  const unknown = Object.keys(raw).filter((key) => !Object.hasOwn(schema.o, key));
  if (unknown.length > 0) throw unknownParameters(unknown.map((key) => nested(at, key)));
  const out: Plain = {};
  for (const [key, value] of Object.entries(raw)) {
    const node = schema.o[key];
    if (node !== undefined) out[key] = valueOf(node, value, nested(at, key));
  }
  for (const key of schema.r ?? []) {
    if (out[key] === undefined) throw parameterMissing(nested(at, key));
    if (out[key] === '') throw emptied(nested(at, key));
  }
  return out;
}

function valueOf(node: ParamNode, value: RawValue, at: string): unknown {
  if (node === 's') return stringValue(value, at);
  if (node === 'i') return integerValue(value, at);
  if (node === 'b') return booleanValue(value, at);
  if ('n' in node) return value === '' ? '' : valueOf(node.n, value, at);
  if ('e' in node) return enumValue(node.e, value, at);
  if ('u' in node) return unionValue(node.u, value, at);
  if ('a' in node) return arrayValue(node.a, value, at);
  // `mandate_data[customer_acceptance][offline]=` is how forms say `{}`.
  if ('o' in node && value === '' && Object.keys(node.o).length === 0) return {};
  if (!isObject(value)) throw invalidRequest('Invalid object', { param: at });
  if ('m' in node)
    return at.endsWith('metadata') || at.endsWith('metadata]')
      ? checkMetadata(value, at)
      : mapValue(node.m, value, at);
  return objectValue(node, value, at);
}

function stringValue(value: RawValue, at: string): string {
  if (typeof value !== 'string')
    throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, { param: at });
  if (value.length <= MAX_STRING) return value;
  throw invalidRequest(`Invalid string: ${value.slice(0, 20)}...; must be at most ${MAX_STRING} characters`, {
    code: 'parameter_invalid_string_too_long',
    param: at,
  });
}

function integerValue(value: RawValue, at: string): number {
  if (value === '') throw emptied(at);
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (Number.isSafeInteger(number)) return number;
  throw invalidRequest(`Invalid integer: ${shown(value)}`, { code: 'parameter_invalid_integer', param: at });
}

function booleanValue(value: RawValue, at: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === '') throw emptied(at);
  throw invalidRequest(`Invalid boolean: ${shown(value)}`, { param: at });
}

function enumValue(allowed: string[], value: RawValue, at: string): string {
  if (value === '') throw emptied(at);
  if (typeof value === 'string' && allowed.includes(value)) return value;
  const listed =
    allowed.length > 1 ? `${allowed.slice(0, -1).join(', ')}, or ${allowed.at(-1)}` : String(allowed[0]);
  throw invalidRequest(`Invalid ${at}: must be one of ${listed}`, { param: at });
}

function arrayValue(item: ParamNode, value: RawValue, at: string): unknown[] {
  if (value === '') return [];
  const items = Array.isArray(value) ? value : isIndexed(value) ? Object.values(value) : null;
  if (items === null) throw invalidRequest('Invalid array', { param: at });
  return items.map((each, index) => valueOf(item, each, nested(at, String(index))));
}

function mapValue(item: ParamNode, value: Record<string, RawValue>, at: string): Plain {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      each === '' ? '' : valueOf(item, each, nested(at, key)),
    ]),
  );
}

/** The first alternative that fits; if none does, the error of the one that comes closest in kind. */
function unionValue(alternatives: ParamNode[], value: RawValue, at: string): unknown {
  const structured = typeof value !== 'string';
  const fitting = alternatives.filter((node) => (typeof node === 'object' && !('e' in node)) === structured);
  let first: unknown;
  for (const node of fitting.length > 0 ? fitting : alternatives) {
    try {
      return valueOf(node, value, at);
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

function unknownParameters(names: string[]): StripeError {
  const plural = names.length > 1 ? 's' : '';
  return invalidRequest(`Received unknown parameter${plural}: ${names.join(', ')}`, {
    code: 'parameter_unknown',
    param: names[0] ?? '',
  });
}

function emptied(at: string): StripeError {
  return invalidRequest(
    `You passed an empty string for '${at}'. We assume empty values are an attempt to unset a parameter; however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param: at },
  );
}

function nested(at: string, key: string): string {
  return at === '' ? key : `${at}[${key}]`;
}

function isObject(value: RawValue): value is Record<string, RawValue> {
  return typeof value === 'object' && !Array.isArray(value);
}

function isIndexed(value: RawValue): value is Record<string, RawValue> {
  return isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key));
}

function shown(value: RawValue): string {
  return typeof value === 'string' ? value.slice(0, 100) : JSON.stringify(value).slice(0, 100);
}
