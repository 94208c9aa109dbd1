import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { readEvent } from '../../application/operations/read-event.js';
import { IClock } from '../../application/ports/clock.js';
import { IEventInbox } from '../../application/ports/event-inbox.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import { DEFAULT_ORGANIZATION_ID } from '../../domain/shared/organization.js';
import { verifySignature } from './verify-signature.js';
import { WebhookSecrets } from './webhook-secrets.js';

interface Acknowledgement {
  readonly received: true;
}

/**
 * Takes Stripe's events: verify, store, acknowledge. What they mean, and whether their account and mode are ours to act
 * on, is the worker's business: an endpoint that answers errors is disabled by Stripe.
 */
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
  async receive(@Req() request: FastifyRequest): Promise<Acknowledgement> {
    return this.#take(request, this.secrets.own);
  }

  /** Events of connected accounts, each with its `account`. */
  @Post('stripe/connect')
  @HttpCode(200)
  async receiveConnect(@Req() request: FastifyRequest): Promise<Acknowledgement> {
    // 400 and not 404: whoever looks into Stripe's log of deliveries learns what is missing here.
    if (this.secrets.connect.length === 0) throw connectSecretMissing();
    return this.#take(request, this.secrets.connect);
  }

  async #take({ body, headers }: FastifyRequest, secrets: readonly string[]): Promise<Acknowledgement> {
    const bytes = bytesOf(body);
    verifySignature(bytes, single(headers['stripe-signature']), secrets, this.clock.now().getTime());
    const event = readEvent(DEFAULT_ORGANIZATION_ID, bytes.toString('utf8'));
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

function connectSecretMissing(): DomainError {
  return new DomainError(
    'invalid_signature',
    'invalid',
    'STRIPE_CONNECT_WEBHOOK_SECRET is not set here, so no signature can be right.',
  );
}
