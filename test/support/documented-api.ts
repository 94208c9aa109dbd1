import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface MediaType {
  readonly schema?: object;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface DocumentedCall {
  readonly token?: string;
  readonly cookie?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What `JSON.parse` makes of an answer: a test says what it expects of it. */
type Json = ReturnType<typeof JSON.parse>;

/** A client that believes the OpenAPI document: what it does not say is an error, whoever is right. */
export class DocumentedApi {
  /** `POST /api/orders 201` of everything that was answered. */
  readonly seen = new Set<string>();
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

  private constructor(
    readonly url: string,
    readonly document: OpenApiDocument,
  ) {
    this.#ajv.addSchema({ $id: 'openapi', ...document });
  }

  static async read(url: string): Promise<DocumentedApi> {
    const answer = await fetch(`${url}/openapi.json`);
    return new DocumentedApi(url, (await answer.json()) as OpenApiDocument);
  }

  /** Each operation with its method and path, as `GET /api/orders/{id}`. */
  operations(): [string, Operation][] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  }

  /**
   * Sends what `operation` names, and holds the answer against the document.
   *
   * @returns the body, the raw response beside it
   * @throws Error when the answer is not as documented
   */
  async call(operation: string, options: DocumentedCall = {}): Promise<{ response: Response; body: Json }> {
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => options.params?.[name] ?? name);
    const query = options.query ? `?${new URLSearchParams(options.query).toString()}` : '';
    const response = await fetch(this.url + path + query, {
      method,
      headers: {
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...(options.cookie !== undefined && { cookie: options.cookie }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    const body: Json = text === '' ? undefined : isPage(response) ? text : JSON.parse(text);
    this.seen.add(`${operation} ${response.status}`);
    this.#check(operation, response, body);
    return { response, body };
  }

  /** A validator of `pointer` (`/components/schemas/X`) within the document. */
  validator(pointer: string): ValidateFunction {
    return this.#ajv.compile({ $ref: `openapi#${pointer}` });
  }

  #check(operation: string, { status, headers }: Response, body: unknown): void {
    const [method = '', path = ''] = operation.split(' ');
    const documented = this.document.paths[path]?.[method.toLowerCase()]?.responses;
    if (!documented) throw new Error(`${operation} is not documented.`);
    const key = String(status) in documented ? String(status) : 'default';
    if (status < 400 && key === 'default') throw new Error(`${operation}: ${status} is not documented.`);
    const content = documented[key]?.content;
    if (content === undefined) {
      if (body !== undefined) throw new Error(`${operation} ${status}: a body that is not documented.`);
      return;
    }
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    if (!(type in content)) throw new Error(`${operation} ${status}: ${type} is not documented.`);
    const pointer = ['paths', path, method.toLowerCase(), 'responses', key, 'content', type, 'schema'];
    const validate = this.validator(`/${pointer.map(escapePointer).join('/')}`);
    if (!validate(body)) {
      throw new Error(`${operation} ${status}: ${this.#ajv.errorsText(validate.errors)}`);
    }
  }
}

/** RFC 6901, in the fragment of a URI. */
function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The one kind of answer that is for people to read. */
function isPage({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') === true;
}
