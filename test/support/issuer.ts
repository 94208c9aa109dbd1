import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const AUDIENCE = 'kaikei-shop';
const HOUR_S = 3_600;

/** Undefined leaves a usual claim out. */
export type Claims = Readonly<Record<string, unknown>>;

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** Somebody else's sign-in, on a real port: publishes its keys by discovery (OIDC) and signs tokens. */
export class Issuer {
  readonly keys: SigningKey[] = [];
  /** Times that the keys were asked for. */
  asked = 0;
  /** Answers 503 to everything. */
  isDown = false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const isKeys = request.url === '/keys';
      if (isKeys) this.asked += 1;
      if (this.isDown) return response.writeHead(503).end();
      void (isKeys ? this.#jwks() : Promise.resolve({ issuer: this.url, jwks_uri: `${this.url}/keys` })).then(
        (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      );
      return response;
    });
  }

  static async start(): Promise<Issuer> {
    const issuer = new Issuer();
    await new Promise<void>((resolve) => issuer.#server.listen(0, '127.0.0.1', resolve));
    await issuer.rotate();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What the API is configured with. */
  get env(): Record<string, string> {
    return { OIDC_ISSUER: this.url, OIDC_AUDIENCE: AUDIENCE, OIDC_ALGORITHMS: 'ES256,RS256' };
  }

  /** A new key; those before are withdrawn. */
  async rotate(alg = 'ES256'): Promise<SigningKey> {
    const pair = await generateKeyPair(alg, { extractable: true });
    const key = { kid: crypto.randomUUID(), alg, ...pair };
    this.keys.splice(0, this.keys.length, key);
    return key;
  }

  /** A token as the issuer signs it. @param claims on top of, or (undefined) instead of, the usual ones */
  async token(claims: Claims = {}, key = this.keys[0]): Promise<string> {
    if (!key) throw new Error('The issuer has no key.');
    const now = Math.floor(Date.now() / 1_000);
    const usual = { iss: this.url, aud: AUDIENCE, sub: crypto.randomUUID(), iat: now, exp: now + HOUR_S };
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: key.alg, kid: key.kid })
      .sign(key.privateKey);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #jwks(): Promise<unknown> {
    const keys = this.keys.map(async ({ kid, alg, publicKey }) => ({
      ...(await exportJWK(publicKey)),
      kid,
      alg,
      use: 'sig',
    }));
    return { keys: await Promise.all(keys) };
  }
}
