import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_VERSION } from '../core/api-version.js';
import { jsonOf } from '../core/json-cache.js';
import type { Operation, Origin } from '../core/operation.js';
import { StripeError } from '../core/stripe-error.js';
import type { World } from '../core/world.js';
import type { Fault } from '../controls/fault.js';
import { authenticate, secretKeyRequired } from './authenticate.js';
import { browserView, checkBrowserExpand } from './browser-view.js';
import { checkVersion } from './check-version.js';
import type { Expander } from './expand.js';
import type { Call, Route } from './family.js';
import { FaultInjection, breakConnection, faultError } from './fault-injection.js';
import { type RawParams, parseForm } from './form.js';
import { type KeyedRequest, keyInUse, keyedRequest, storeAnswer, storedAnswer } from './idempotency.js';
import { browserSchema, type ObjectNode, paramsSchema } from './params-schema.js';
import { httpDate } from './http-date.js';
import { validateParams } from './validate-params.js';

interface Answer {
  status: number;
  body: object;
  requestId: string;
  replayed: boolean;
}

interface Schemas {
  server: ObjectNode;
  browser: ObjectNode;
}

/** Takes a request of Stripe's API through faults, keys, parameters and idempotency to its handler, and answers. */
export class Dispatcher {
  readonly faults: FaultInjection;
  readonly #inProgress = new Set<string>();
  readonly #schemas = new Map<Route, Schemas>();

  constructor(
    private readonly world: World,
    private readonly expander: Expander,
  ) {
    this.faults = new FaultInjection(world);
  }

  async handle(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const [path = ''] = request.url.split('?', 1);
    const fault = this.faults.take(request.method, path);
    if (fault?.when === 'before') {
      await this.faults.wait(fault, reply);
      if (reply.raw.destroyed) return reply;
      if (fault.kind === 'status')
        return this.#send(reply, this.#failure(faultError(fault), this.requestId()));
      if (fault.kind === 'reset' || fault.kind === 'truncate') return broken(fault, reply, '{"id": ""}');
    }
    let keyed: KeyedRequest | null = null;
    let answer: Answer;
    let publishable = false;
    const requestId = this.requestId();
    try {
      checkVersion(request.headers['stripe-version']);
      publishable = authenticate(request.headers.authorization) === 'publishable';
      if (publishable && !route.publishable) throw secretKeyRequired();
      const body = typeof request.body === 'string' ? request.body : '';
      if (request.method === 'POST') keyed = keyedRequest(request.headers['idempotency-key'], path, body);
      if (keyed) {
        if (this.#inProgress.has(keyed.key)) throw keyInUse(keyed.key);
        reply.header('Idempotency-Key', keyed.key);
      }
      answer =
        this.#replay(keyed) ?? this.#execute(route, request, body, publishable, keyed, requestId, fault);
    } catch (error) {
      return this.#send(reply, shownTo(publishable, this.#failure(error, requestId)));
    }
    await this.#finish(reply, shownTo(publishable, answer), keyed, fault);
    return reply;
  }

  /** Waits until the answer would survive a kill -9, lets a fault happen that comes after the effect, and sends. */
  async #finish(
    reply: FastifyReply,
    answer: Answer,
    keyed: KeyedRequest | null,
    fault: Fault | null,
  ): Promise<void> {
    if (keyed) this.#inProgress.add(keyed.key);
    try {
      await this.world.journal.flushed();
      if (fault?.when === 'after') {
        await this.faults.wait(fault, reply);
        if (reply.raw.destroyed) return;
        if (fault.kind === 'reset' || fault.kind === 'truncate') {
          breakConnection(fault, reply, jsonOf(answer.body));
          return;
        }
        if (fault.kind === 'status') {
          this.#send(reply, this.#failure(faultError(fault), answer.requestId));
          return;
        }
      }
      this.#send(reply, answer);
    } finally {
      if (keyed) this.#inProgress.delete(keyed.key);
    }
  }

  #replay(keyed: KeyedRequest | null): Answer | null {
    if (!keyed) return null;
    const { store, clock } = this.world;
    const stored = storedAnswer({ get: store.get.bind(store), now: clock.now() }, keyed);
    return (
      stored && { status: stored.status, body: stored.body, requestId: stored.request_id, replayed: true }
    );
  }

  /** Runs the handler. Its changes and the stored answer are one transaction: there is never one without the other. */
  #execute(
    route: Route,
    request: FastifyRequest,
    form: string,
    publishable: boolean,
    keyed: KeyedRequest | null,
    requestId: string,
    fault: Fault | null,
  ): Answer {
    const origin: Origin = { requestId, idempotencyKey: keyed?.key ?? null };
    const params = this.#params(route, request, form, publishable);
    const call = { path: request.params as Record<string, string>, params, publishable };
    // A 500 after the effect is what Stripe stores; of the other faults only the way back of the answer suffers.
    const forced =
      fault?.when === 'after' && fault.kind === 'status' && fault.status >= 500 ? faultError(fault) : null;
    try {
      return this.world.operate(origin, (op) => {
        let answer: Answer;
        try {
          const body = this.#run(route, op, call);
          answer = { status: 200, body, requestId, replayed: false };
        } catch (error) {
          if (!(error instanceof StripeError && error.keepsChanges)) throw error;
          answer = this.#failure(error, requestId);
        }
        const kept = forced ? this.#failure(forced, requestId) : answer;
        if (keyed) storeAnswer(op, keyed, kept.status, kept.body);
        return answer;
      });
    } catch (error) {
      if (!(error instanceof StripeError) || !error.stored || !keyed) throw error;
      const answer = this.#failure(error, requestId);
      this.world.operate(origin, (op) => storeAnswer(op, keyed, answer.status, answer.body));
      return answer;
    }
  }

  #run(route: Route, op: Operation, call: Call<Record<string, unknown>>): object {
    const paths = call.params.expand as string[] | undefined;
    if (call.publishable) checkBrowserExpand(paths);
    return this.expander.expand(op, route.handle(op, call as Call<never>), paths);
  }

  #params(
    route: Route,
    request: FastifyRequest,
    form: string,
    publishable: boolean,
  ): Record<string, unknown> {
    const raw: RawParams = parseForm(request.url.split('?')[1] ?? '');
    if (form !== '') Object.assign(raw, parseForm(form));
    const schemas = this.#schemas.get(route) ?? schemasOf(route);
    this.#schemas.set(route, schemas);
    return validateParams(publishable ? schemas.browser : schemas.server, raw);
  }

  /** Every answer carries one, even the one that there is no such route. */
  requestId(): string {
    return `req_${this.world.ids.text(14)}`;
  }

  #failure(error: unknown, requestId: string): Answer {
    const known = error instanceof StripeError ? error : internalError(error);
    const body = {
      error: { ...known.body, request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` },
    };
    return { status: known.status, body, requestId, replayed: false };
  }

  #send(reply: FastifyReply, answer: Answer): FastifyReply {
    reply.code(answer.status).headers({
      'Content-Type': 'application/json',
      'Request-Id': answer.replayed ? this.requestId() : answer.requestId,
      'Stripe-Version': API_VERSION,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Request-Id, Stripe-Version',
      Date: httpDate(this.world.clock.nowMs()),
    });
    if (answer.replayed)
      reply.headers({ 'Idempotent-Replayed': 'true', 'Original-Request': answer.requestId });
    if (answer.status === 401) reply.header('WWW-Authenticate', 'Bearer realm="Stripe"');
    if (answer.status === 429) reply.header('Stripe-Rate-Limited-Reason', 'global-rate');
    return reply.send(jsonOf(answer.body));
  }
}

function shownTo(publishable: boolean, answer: Answer): Answer {
  return publishable ? { ...answer, body: browserView(answer.body) } : answer;
}

function schemasOf(route: Route): Schemas {
  const schema = paramsSchema(route.params);
  // `client_secret` may be sent with a secret key as well, where a browser could have sent it.
  const server = route.publishable ? { ...schema, o: { ...schema.o, client_secret: 's' as const } } : schema;
  return { server, browser: browserSchema(schema) };
}

function broken(fault: Fault, reply: FastifyReply, body: string): FastifyReply {
  breakConnection(fault, reply, body);
  return reply;
}

function internalError(error: unknown): StripeError {
  process.stderr.write(
    `sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return new StripeError(500, {
    type: 'api_error',
    message: 'An unknown error occurred in the sandbox. Its log has more.',
  });
}
