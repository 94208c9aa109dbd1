import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IEventQueries } from '../../application/operations/ports/event-queries.js';
import { ReplayEvent } from '../../application/operations/replay-event.js';
import { ReplayEvents } from '../../application/operations/replay-events.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { toTime } from '../http/time.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { presentEvent, presentEventDetail } from './event-presenter.js';
import {
  EventDetailResponse,
  EventListQuery,
  EventListResponse,
  ReplayEventsRequest,
  ReplayEventsResponse,
  ReplayResponse,
} from './event.dto.js';
import { toReplaySelection } from './replay-selection.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/events')
@IdempotentPosts()
export class EventsController {
  constructor(
    private readonly events: IEventQueries,
    private readonly replayEvent: ReplayEvent,
    private readonly replayEvents: ReplayEvents,
  ) {}

  /** Stripe's events as they arrived, the latest first. */
  @Get()
  @ApiOkResponse({ type: EventListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: EventListQuery,
  ): Promise<EventListResponse> {
    const { status = null, type = null, object_id: objectId = null } = query;
    const received = {
      receivedFrom: toTime(query.received_from),
      receivedBefore: toTime(query.received_before),
    };
    const filter = { organizationId, status, type, objectId, ...received };
    return presentPage(await this.events.list({ ...filter, ...toPageRequest(query) }), presentEvent);
  }

  /** One event with its payload. */
  @Get(':id')
  @ApiOkResponse({ type: EventDetailResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Param('id') id: string,
  ): Promise<EventDetailResponse> {
    return presentEventDetail(await this.events.get(organizationId, id));
  }

  /** Processes many events again: those named in `ids`, or dead ones by `status`, as many as one request may hold. */
  @Post('replay')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ReplayEventsResponse })
  async replayMany(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @Body() request: ReplayEventsRequest,
  ): Promise<ReplayEventsResponse> {
    const selection = toReplaySelection(request);
    const { replayed, hasMore } = await this.replayEvents.execute({ organizationId, actorUserId, selection });
    return { replayed, has_more: hasMore };
  }

  /** Processes the event again; what it has effected already it does not effect twice. */
  @Post(':id/replay')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ReplayResponse })
  async replay(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @Param('id') eventId: string,
  ): Promise<ReplayResponse> {
    await this.replayEvent.execute({ organizationId, actorUserId, eventId });
    return { id: eventId, status: 'pending' };
  }
}
