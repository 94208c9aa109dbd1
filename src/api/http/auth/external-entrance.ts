import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AdmitExternalUser } from '../../../application/identity/admit-external-user.js';
import { IExternalTokens } from '../../../application/identity/ports/external-tokens.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../domain/shared/organization.js';
import { AuthCookies } from './auth-cookies.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { credentialOf } from './credential.js';

/** The way in for users of another issuer (OIDC): its token as bearer token. Cookies hold our own tokens only. */
@Injectable()
export class ExternalEntrance {
  constructor(
    private readonly tokens: IExternalTokens,
    private readonly admit: AdmitExternalUser,
    private readonly cookies: AuthCookies,
  ) {}

  /**
   * The user; null for a request without such a token, and for one whose token is not genuine: nobody else knows it.
   *
   * @throws DomainError `issuer_unavailable`, `account_deleted`
   */
  async enter(request: FastifyRequest): Promise<AuthenticatedUser | null> {
    const credential = credentialOf(request, this.cookies);
    if (credential?.via !== 'bearer' || !this.tokens.isClaimed(credential.token)) return null;
    const admitted = await this.admit.execute({ organizationId, token: credential.token });
    return admitted && { organizationId, ...admitted, role: 'customer', sessionId: null, apiKeyId: null };
  }
}
