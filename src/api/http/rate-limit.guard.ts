import { type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerOptions } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/shared/domain-error.js';
import { isApi } from './request-facts.js';

const WINDOW_MS = 60_000;
/** Sign-in routes: 60 a minute at the default of 600. Generous for a person, useless for trying passwords. */
const SIGN_IN_SHARE = 10;
const SIGN_IN_ROUTE = 'kaikei:sign-in-route';

/** Routes that take a password or a token to guess: limited more strictly, all of them together. */
export const SignInRateLimit = (): MethodDecorator & ClassDecorator => SetMetadata(SIGN_IN_ROUTE, true);

/** The tries to sign in are meant for the usual limit, and grow with it; a lower limit makes them no fewer. */
const USUAL_PER_MINUTE = 600;
export function signInScale(perMinute: number): number {
  return Math.max(1, perMinute / USUAL_PER_MINUTE);
}

/** @param perMinute requests per minute and client below `/api` */
export function rateLimits(perMinute: number): ThrottlerOptions[] {
  return [
    { name: 'default', ttl: WINDOW_MS, limit: perMinute },
    {
      name: 'sign-in',
      ttl: WINDOW_MS,
      limit: Math.max(1, Math.floor(perMinute / SIGN_IN_SHARE)),
      skipIf: (context) => !isSignIn(context),
      setHeaders: false,
    },
  ];
}

function isSignIn(context: ExecutionContext): boolean {
  return [context.getHandler(), context.getClass()].some(
    (target) => Reflect.getMetadata(SIGN_IN_ROUTE, target) === true,
  );
}

/** Counts what a client sends below `/api`, over all routes together. The client is its address, or its IPv6 network. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override headerPrefix = 'RateLimit';

  override canActivate(context: ExecutionContext): Promise<boolean> {
    if (!isApi(context.switchToHttp().getRequest<FastifyRequest>())) return ALLOWED;
    return super.canActivate(context);
  }

  protected override generateKey(_: ExecutionContext, tracker: string, name: string): string {
    return `${name}:${tracker}`;
  }

  protected override throwThrottlingException(
    context: ExecutionContext,
    { timeToBlockExpire }: ThrottlerLimitDetail,
  ): Promise<void> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('retry-after', timeToBlockExpire);
    throw new DomainError(
      'rate_limited',
      'rate_limited',
      `Too many requests. Try again in ${timeToBlockExpire} s.`,
    );
  }
}

/** Shared: webhooks and probes come by here on every request. */
const ALLOWED = Promise.resolve(true);
