import { WebhookUrlRefused } from '../../domain/notifications/notification-errors.js';
import { WebhookEndpoint } from '../../domain/notifications/webhook-endpoint.js';
import { parseWebhookUrl } from '../../domain/notifications/webhook-url.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ISigningSecrets } from './ports/signing-secrets.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';
import type { IWebhookTargets } from './ports/webhook-sender.js';

export interface CreateWebhookEndpointCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  /** Given with an idempotency key: the same id adds the same endpoint once, however often it is asked for. */
  readonly endpointId?: string | undefined;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
}

/** Adds a receiver of events, with a signing secret of its own. */
export class CreateWebhookEndpoint {
  constructor(
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly secrets: ISigningSecrets,
    private readonly targets: IWebhookTargets,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly ids: IIdGenerator,
  ) {}

  /** @returns its id @throws WebhookUrlRefused */
  async execute(command: CreateWebhookEndpointCommand): Promise<string> {
    const { organizationId, actorUserId, description, eventTypes } = command;
    const url = allowedUrl(command.url, this.targets);
    const id = command.endpointId ?? this.ids.uuid();
    const sealedSecret = this.secrets.create(id);
    const facts = { id, organizationId, url, description, eventTypes, sealedSecret, at: this.clock.now() };
    const endpoint = WebhookEndpoint.register(facts);
    await this.unitOfWork.run(async () => {
      if (!(await this.endpoints.insertIfAbsent(endpoint))) return;
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'webhook_endpoint.created',
        subject: id,
        detail: { host: new URL(url).host, event_types: eventTypes },
      });
    });
    return id;
  }
}

/** @throws WebhookUrlRefused */
export function allowedUrl(raw: string, targets: IWebhookTargets): string {
  const url = parseWebhookUrl(raw);
  const problem = targets.problem(url);
  if (problem !== null) throw new WebhookUrlRefused(problem);
  return url;
}
