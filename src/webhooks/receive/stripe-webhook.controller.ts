import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IClock } from '../../application/ports/clock.js';
import { IEventInbox } from '../../application/ports/event-inbox.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import { DEFAULT_ORGANIZATION_ID } from '../../domain/shared/organization.js';
import { parseEvent } from './parse-event.js';
import { verifySignature } from './verify-signature.js';
import { WebhookSecrets } from './webhook-secrets.js';

/** Takes Stripe's events: verify, store, acknowledge. What they mean is the worker's business. */
@ApiExcludeController()
@Controller('webhooks')
export class StripeWebhookController {
  constructor(
    private readonly inbox: IEventInbox,
    private readonly secrets: WebhookSecrets,
    private readonly clock: IClock,
  ) {}

  @Post('stripe')
  @HttpCode(200)
  async receive(@Req() request: FastifyRequest): Promise<{ received: true }> {
    const body = bytesOf(request.body);
    verifySignature(
      body,
      single(request.headers['stripe-signature']),
      this.secrets.values,
      this.clock.now().getTime(),
    );
    const event = parseEvent(DEFAULT_ORGANIZATION_ID, body);
    try {
      await this.inbox.store(event);
    } catch (cause) {
      // Not acknowledged: Stripe sends it again.
      throw new DomainError(
        'event_not_stored',
        'unavailable',
        'The event could not be stored. Send it again.',
        { cause },
      );
    }
    return { received: true };
  }
}

/** Below /webhooks the HTTP edge hands over the bytes as they came. */
function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new DomainError('invalid_payload', 'invalid', 'The request has no body.');
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
