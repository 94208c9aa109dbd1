import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuthenticateApiKey } from '../../../application/identity/authenticate-api-key.js';
import { API_KEY_MARK, type ApiKeyScope } from '../../../domain/identity/api-key.js';
import { REQUIRED_SCOPE } from './accepts-api-key.js';
import { AuthCookies } from './auth-cookies.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { credentialOf } from './credential.js';

/** Names the customer for whom a server acts. */
const ACTING_USER_HEADER = 'kaikei-user';

/** The way in for servers: an API key as bearer token, on the routes that accept its scope. */
@Injectable()
export class ApiKeyEntrance {
  constructor(
    private readonly authenticate: AuthenticateApiKey,
    private readonly cookies: AuthCookies,
  ) {}

  /**
   * The customer for whom the request is made; null for a request without an API key.
   *
   * @param handler of the route
   * @throws DomainError as `AuthenticateApiKey` does
   */
  async enter(request: FastifyRequest, handler: object): Promise<AuthenticatedUser | null> {
    const credential = credentialOf(request, this.cookies);
    if (credential?.via !== 'bearer' || !credential.token.startsWith(API_KEY_MARK)) return null;
    const scope = Reflect.getMetadata(REQUIRED_SCOPE, handler) as ApiKeyScope | undefined;
    const named = request.headers[ACTING_USER_HEADER];
    const { organizationId, userId, apiKeyId } = await this.authenticate.execute({
      key: credential.token,
      scope: scope ?? null,
      actingUserId: typeof named === 'string' ? named.toLowerCase() : null,
    });
    return { organizationId, userId, role: 'customer', sessionId: null, signedInAt: null, apiKeyId };
  }
}
