import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/shared/domain-error.js';
import { OperatorAddresses } from './operator-addresses.js';

/** What operators and monitors alone use, as routes are written down: a spelling of an address changes nothing. */
const OPERATORS_ROUTES = /^\/(?:api\/admin|health\/internal|metrics)(?:\/|$)/;

/** Operators' routes are open to the addresses that the configuration names. Before anything else is asked of a request. */
@Injectable()
export class OperatorAddressGuard implements CanActivate {
  constructor(private readonly addresses: OperatorAddresses) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isOperators = OPERATORS_ROUTES.test(request.routeOptions.url ?? '');
    if (!isOperators || this.addresses.allow(request.ip)) return true;
    throw new DomainError(
      'address_refused',
      'forbidden',
      'This is not open to your network address. See OPERATOR_ALLOW and OPERATOR_DENY.',
    );
  }
}
