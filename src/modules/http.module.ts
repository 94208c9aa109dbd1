import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { OperatorAddressGuard } from '../api/http/auth/operator-address.guard.js';
import { OperatorAddresses } from '../api/http/auth/operator-addresses.js';
import { ProblemFilter } from '../api/http/problem/problem.filter.js';
import { RateLimitGuard, rateLimits } from '../api/http/rate-limit.guard.js';
import { UnreadBodyInterceptor } from '../api/http/unread-body.interceptor.js';
import { validationPipe } from '../api/http/validation.pipe.js';
import { ILogger } from '../application/ports/logger.js';
import { IOutageDetector } from '../application/system/ports/outage-detector.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { RATE_LIMIT_STORAGE, type RateLimitStorage, SharedCountersModule } from './shared-counters.module.js';

/** What every request passes: limits, validation, and one way to answer errors. Imported first, so that limits come before authentication. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [SharedCountersModule],
      inject: [Configuration, RATE_LIMIT_STORAGE],
      useFactory: ({ values }: Configuration, storage: RateLimitStorage) => ({
        throttlers: rateLimits(values.RATE_LIMIT_PER_MINUTE),
        storage,
      }),
    }),
  ],
  providers: [
    {
      provide: APP_FILTER,
      inject: [ILogger, IOutageDetector],
      useFactory: (logger: ILogger, outages: IOutageDetector) => new ProblemFilter(logger, outages),
    },
    {
      provide: OperatorAddresses,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) =>
        new OperatorAddresses(values.OPERATOR_ALLOW, values.OPERATOR_DENY),
    },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: OperatorAddressGuard },
    { provide: APP_INTERCEPTOR, useClass: UnreadBodyInterceptor },
    { provide: APP_PIPE, useFactory: validationPipe },
  ],
})
export class HttpModule {}
