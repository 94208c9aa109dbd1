type QueryValue = string | number | boolean | null | undefined;
type Query = Readonly<Record<string, QueryValue | readonly QueryValue[]>>;

/** The options of any call, without the types of its operation. */
export interface RawOptions {
  path?: Readonly<Record<string, string>>;
  query?: Query;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

interface HttpRequest {
  /** From the API's root. */
  url: string;
  init: { method: string; headers: Record<string, string>; body?: string };
}

/**
 * @param template such as `/api/orders/{id}`
 * @throws TypeError when a part of the path is missing
 */
export function toRequest(method: string, template: string, options: RawOptions): HttpRequest {
  const { body, idempotencyKey } = options;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  return {
    url: fillPath(template, options.path ?? {}) + toQuery(options.query ?? {}),
    init: {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  };
}

function fillPath(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const part = parts[name];
    // An empty part would make it another path.
    if (part === undefined || part === '') throw new TypeError(`${template} needs a value for "${name}".`);
    return encodeURIComponent(part);
  });
}

/** What is undefined or null is left out; a list repeats its name. */
function toQuery(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
