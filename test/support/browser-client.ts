/** A JSON object; the fields that many tests look at are named. */
export interface AnswerBody {
  readonly code?: string;
  readonly user?: { readonly id: string; readonly email: string };
  readonly access_token?: string;
  readonly csrf_token?: string;
  readonly expires_at?: string;
  readonly [field: string]: unknown;
}

/** What a test looks at of an answer. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null without a body. */
  readonly body: AnswerBody | null;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `X-CSRF-Token` from the jar; on by default, as pages do it. */
  readonly csrf?: boolean;
}

/** A browser's manners: keeps cookies, sends them back where they belong, and adds the CSRF token. */
export class BrowserClient {
  readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  /** The same cookies, from now on apart: another tab before it learns of this one, or a thief. */
  copy(): BrowserClient {
    const copy = new BrowserClient(this.url);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  async send(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { body, csrf = true } = options;
    const token = this.cookies.get('kaikei_csrf');
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.cookies.size > 0 && { cookie: this.#cookieHeader() }),
        ...(csrf && token !== undefined && { 'x-csrf-token': token }),
        ...options.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.#keep(response.headers.getSetCookie());
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  }

  post(path: string, body?: unknown, options: RequestOptions = {}): Promise<Answer> {
    return this.send('POST', path, { ...options, body });
  }

  get(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send('GET', path, options);
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(setCookies: readonly string[]): void {
    for (const setCookie of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
