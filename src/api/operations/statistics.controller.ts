import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IStatistics } from '../../application/operations/ports/statistics.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { countDays } from '../http/day-range.js';
import { ShopTimeZone } from './shop-time-zone.js';
import { presentAttention, presentEventLag, presentRevenueDay } from './statistics-presenter.js';
import { AttentionResponse, EventLagsResponse, RevenueResponse, StatisticsQuery } from './statistics.dto.js';

/** Hours for as long as they can be told apart in a chart. */
const MAX_DAYS_BY_HOUR = 2;

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/statistics')
export class StatisticsController {
  constructor(
    private readonly statistics: IStatistics,
    private readonly shop: ShopTimeZone,
  ) {}

  /** Money that came in and went back, by day and currency. */
  @Get('revenue')
  @ApiOkResponse({ type: RevenueResponse })
  async revenue(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() { from, to }: StatisticsQuery,
  ): Promise<RevenueResponse> {
    countDays(from, to);
    const { timeZone } = this.shop;
    const days = await this.statistics.revenue(organizationId, { from, to, timeZone });
    return { time_zone: timeZone, from, to, data: days.map(presentRevenueDay) };
  }

  /** How long Stripe's events waited from being received to having their effect. */
  @Get('events')
  @ApiOkResponse({ type: EventLagsResponse })
  async events(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() { from, to }: StatisticsQuery,
  ): Promise<EventLagsResponse> {
    const interval = countDays(from, to) <= MAX_DAYS_BY_HOUR ? 'hour' : 'day';
    const { timeZone } = this.shop;
    const lags = await this.statistics.eventLag(organizationId, { from, to, timeZone }, interval);
    return { time_zone: timeZone, from, to, interval, data: lags.map(presentEventLag) };
  }

  /** What waits for an operator now. */
  @Get('attention')
  @ApiOkResponse({ type: AttentionResponse })
  async attention(@CurrentUser() { organizationId }: AuthenticatedUser): Promise<AttentionResponse> {
    return presentAttention(await this.statistics.attention(organizationId));
  }
}
