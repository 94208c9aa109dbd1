import type { IClock } from '../../application/ports/clock.js';
import {
  type ISigningSecrets,
  SecretUnreadableError,
} from '../../application/notifications/ports/signing-secrets.js';
import type { DeliveryAttempt } from '../../application/notifications/ports/webhook-delivery-queue.js';
import {
  IWebhookSender,
  type OutgoingWebhook,
} from '../../application/notifications/ports/webhook-sender.js';
import { type HttpAnswer, httpPost } from './http-post.js';
import { signatureHeaders } from './webhook-signature.js';
import { TargetRefusedError, type WebhookTargets } from './webhook-targets.js';

/** Within the 15 to 30 seconds that the Standard Webhooks specification advises; looking the name up included. */
const ATTEMPT_TIMEOUT_MS = 15_000;
const USER_AGENT = 'Kaikei-Webhooks/1';

type Outcome = Pick<DeliveryAttempt, 'responseStatus' | 'responseExcerpt' | 'error'>;

/** Sends over HTTP, to addresses that were checked for this very attempt. */
export class WebhookSender extends IWebhookSender {
  constructor(
    private readonly targets: WebhookTargets,
    private readonly secrets: ISigningSecrets,
    private readonly clock: IClock,
    private readonly timeoutMs: number = ATTEMPT_TIMEOUT_MS,
  ) {
    super();
  }

  async send(webhook: OutgoingWebhook, signal: AbortSignal): Promise<DeliveryAttempt> {
    const startedAt = this.clock.now();
    const startedMs = performance.now();
    const deadline = AbortSignal.timeout(this.timeoutMs);
    const outcome = await this.#post(webhook, startedAt, AbortSignal.any([signal, deadline])).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        return noAnswer(deadline.aborted ? `No answer within ${this.timeoutMs} ms.` : reasonOf(error));
      },
    );
    return { startedAt, durationMs: Math.round(performance.now() - startedMs), ...outcome };
  }

  async #post(
    { id, endpointId, url: address, sealedSecrets, body }: OutgoingWebhook,
    at: Date,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const secrets = this.#open(endpointId, sealedSecrets);
    const url = new URL(address);
    const addresses = await beforeAbort(this.targets.addresses(url), signal);
    const headers = {
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      ...signatureHeaders({ id, at, body }, secrets),
    };
    return judge(await httpPost({ url, addresses, headers, body, signal }));
  }

  /** The newest must be there; an older one that cannot be read any more is not signed with. */
  #open(endpointId: string, [newest, ...older]: OutgoingWebhook['sealedSecrets']): string[] {
    if (newest === undefined) throw new SecretUnreadableError('The endpoint has no secret.');
    const rest = older.flatMap((sealed) => {
      try {
        return [this.secrets.open(endpointId, sealed)];
      } catch (error) {
        if (error instanceof SecretUnreadableError) return [];
        throw error;
      }
    });
    return [this.secrets.open(endpointId, newest), ...rest];
  }
}

function judge({ status, excerpt }: HttpAnswer): Outcome {
  if (status >= 200 && status < 300) return { responseStatus: status, responseExcerpt: null, error: null };
  const redirect = status >= 300 && status < 400 ? ' Redirects are not followed.' : '';
  return { responseStatus: status, responseExcerpt: excerpt, error: `Answered ${status}.${redirect}` };
}

function noAnswer(error: string): Outcome {
  return { responseStatus: null, responseExcerpt: null, error };
}

/** Never the address, which may hold a token: a code where there is one. */
function reasonOf(error: unknown): string {
  if (error instanceof TargetRefusedError || error instanceof SecretUnreadableError) return error.message;
  const { code } = error as { code?: unknown };
  return `The connection failed: ${typeof code === 'string' ? code : 'no answer that could be read'}.`;
}

async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const ended = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Aborted.')), { signal: ended.signal });
  });
  return Promise.race([work, aborted]).finally(() => ended.abort());
}
