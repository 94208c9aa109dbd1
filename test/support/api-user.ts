import { type Answer, BrowserClient } from './browser-client.js';
import type { RunningApp } from './app.js';
import { sql } from './sql.js';

/** Someone with an account, who sends their access token with each request. */
export class ApiUser {
  private constructor(
    readonly id: string,
    private readonly url: string,
    readonly accessToken: string,
  ) {}

  static async register({ url }: RunningApp, { name = 'Hanako' } = {}): Promise<ApiUser> {
    const { status, body } = await new BrowserClient(url).post('/api/auth/register', {
      email: `${crypto.randomUUID()}@example.com`,
      password: 'horse tent gravel',
      name,
      terms_accepted: true,
      privacy_accepted: true,
    });
    const { user, access_token } = body as { user: { id: string }; access_token: string };
    if (status !== 201) throw new Error(`Registration was answered ${status}.`);
    return new ApiUser(user.id, url, access_token);
  }

  static async operator(app: RunningApp): Promise<ApiUser> {
    const user = await ApiUser.register(app);
    await sql(app.database.url, `UPDATE users SET role = 'operator' WHERE id = $1`, [user.id]);
    return user;
  }

  get(path: string): Promise<Answer> {
    return this.#send('GET', path);
  }

  post(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#send('POST', path, body, headers);
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.#send('PATCH', path, body);
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.#send('DELETE', path, body);
  }

  #send(method: string, path: string, body?: unknown, headers = {}): Promise<Answer> {
    return new BrowserClient(this.url).send(method, path, {
      ...(body !== undefined && { body }),
      headers: { authorization: `Bearer ${this.accessToken}`, ...headers },
    });
  }
}
