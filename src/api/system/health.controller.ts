import { Controller, Get, HttpCode } from '@nestjs/common';
import { HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { Public } from '../http/auth/public.js';

@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly health: HealthCheckService) {}

  @Get('live')
  @HttpCode(200)
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }
}
