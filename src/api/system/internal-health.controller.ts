import { Controller, Get, HttpCode, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IClock } from '../../application/ports/clock.js';
import { IEventInbox } from '../../application/ports/event-inbox.js';
import { IHeartbeats } from '../../application/system/ports/heartbeats.js';
import { IStripeProbe } from '../../application/system/ports/stripe-probe.js';
import { Public } from '../http/auth/public.js';
import { InternalHealthResponse } from './internal-health.dto.js';
import { MonitoringGuard } from './monitoring.guard.js';

@ApiTags('System')
@Controller('health/internal')
@Public()
@UseGuards(MonitoringGuard)
export class InternalHealthController {
  constructor(
    private readonly inbox: IEventInbox,
    private readonly heartbeats: IHeartbeats,
    private readonly stripe: IStripeProbe,
    private readonly clock: IClock,
  ) {}

  /** What this process is doing, in numbers. For operators, or with the metrics token. */
  @Get()
  @HttpCode(200)
  @ApiOkResponse({ type: InternalHealthResponse })
  async show(): Promise<InternalHealthResponse> {
    const [{ pending, oldestDueMs }, beat, stripeReachable] = await Promise.all([
      this.inbox.backlog(),
      this.heartbeats.latest('worker'),
      this.stripe.isReachable(),
    ]);
    return {
      at: this.clock.now().toISOString(),
      ...ownProcess(),
      events: { pending, oldest_due_ms: oldestDueMs },
      worker_beat_at: beat?.toISOString() ?? null,
      stripe_reachable: stripeReachable,
    };
  }
}

function ownProcess(): Pick<InternalHealthResponse, 'uptime_s' | 'runtime' | 'memory'> {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    uptime_s: Math.floor(process.uptime()),
    runtime: process.version,
    memory: { rss_bytes: rss, heap_used_bytes: heapUsed },
  };
}
