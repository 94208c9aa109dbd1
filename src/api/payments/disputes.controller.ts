import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AnswerDispute, type DisputeAnswer } from '../../application/payments/answer-dispute.js';
import { IDisputeQueries } from '../../application/payments/ports/dispute-queries.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import { presentDispute } from './dispute-presenter.js';
import { DisputeListQuery, DisputeListResponse, DisputeResponse } from './dispute.dto.js';
import { EvidenceRequest } from './evidence.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/disputes')
@IdempotentPosts()
export class DisputesController {
  constructor(
    private readonly disputes: IDisputeQueries,
    private readonly answerDispute: AnswerDispute,
  ) {}

  /** What customers' banks take back or ask about, the latest first. */
  @Get()
  @ApiOkResponse({ type: DisputeListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: DisputeListQuery,
  ): Promise<DisputeListResponse> {
    const page = toPageRequest(query);
    const found =
      query.view === 'to_answer'
        ? await this.disputes.listToAnswer(organizationId, page)
        : await this.disputes.list(organizationId, { status: query.status }, page);
    return presentPage(found, presentDispute);
  }

  /** One dispute. */
  @Get(':id')
  @ApiOkResponse({ type: DisputeResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'dispute_not_found') id: string,
  ): Promise<DisputeResponse> {
    return presentDispute(await this.disputes.get(organizationId, id));
  }

  /** Hands evidence to Stripe, and unless `submit` is false on to the bank. */
  @Post(':id/evidence')
  @HttpCode(200)
  @ApiOkResponse({ type: DisputeResponse })
  async answer(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'dispute_not_found') disputeId: string,
    @IdempotentResourceId() responseId: string | undefined,
    @Body() body: EvidenceRequest,
  ): Promise<DisputeResponse> {
    const answer = toAnswer(body);
    const command = { organizationId, actorUserId, disputeId, responseId, answer };
    return presentDispute(await this.answerDispute.execute(command));
  }

  /** Accepts the loss: the money stays with the customer, and nothing can be answered any more. */
  @Post(':id/close')
  @HttpCode(200)
  @ApiOkResponse({ type: DisputeResponse })
  async accept(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'dispute_not_found') disputeId: string,
    @IdempotentResourceId() responseId: string | undefined,
  ): Promise<DisputeResponse> {
    const answer = { kind: 'accept' } as const;
    const command = { organizationId, actorUserId, disputeId, responseId, answer };
    return presentDispute(await this.answerDispute.execute(command));
  }
}

/** Fields that were left out stand in the body as undefined. */
function toAnswer({ submit = true, ...texts }: EvidenceRequest): DisputeAnswer {
  const fields: Readonly<Record<string, string | undefined>> = texts;
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return { kind: 'evidence', evidence: Object.fromEntries(given), submit };
}
