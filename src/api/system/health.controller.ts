import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  HttpCode,
  ServiceUnavailableException,
  UseFilters,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/auth/public.js';
import { HealthIndicators } from './health-indicators.js';
import { HealthSettings } from './health-settings.js';

/** A failed check is answered in the form of a passed one, not as a problem: monitors read one shape. */
@Catch(ServiceUnavailableException)
class FailedCheckFilter implements ExceptionFilter {
  catch(error: ServiceUnavailableException, host: ArgumentsHost): void {
    void host.switchToHttp().getResponse<FastifyReply>().code(error.getStatus()).send(error.getResponse());
  }
}

@ApiTags('System')
@Controller('health')
@Public()
@UseFilters(FailedCheckFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicators,
    private readonly settings: HealthSettings,
  ) {}

  /** Whether everything that Kaikei is made of does its work. Stripe out of reach is degraded, and not a failure. */
  @Get()
  @HttpCode(200)
  @HealthCheck()
  overall(): Promise<HealthCheckResult> {
    const { indicators } = this;
    return this.health.check([
      () => indicators.database(),
      () => indicators.worker(),
      () => indicators.backlog(),
      () => indicators.stripe(),
      () => indicators.redis(),
    ]);
  }

  /** Whether this process runs at all; looks at nothing else, so that an outage elsewhere does not restart it. */
  @Get('live')
  @HttpCode(200)
  @HealthCheck()
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** Whether this process can serve. */
  @Get('ready')
  @HttpCode(200)
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    const { indicators, settings } = this;
    return this.health.check([
      () => indicators.database(),
      () => indicators.migrations(),
      ...(settings.needsWorker ? [() => indicators.worker()] : []),
      ...(settings.needsSandbox ? [() => indicators.sandbox()] : []),
      ...(settings.needsWorker || settings.needsSandbox ? [() => indicators.catalogueSeeded()] : []),
    ]);
  }
}
