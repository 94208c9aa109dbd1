import type { FastifyInstance, FastifyReply } from 'fastify';
import type { World } from '../core/world.js';
import { StripeError } from '../core/stripe-error.js';
import { readDeliverySettings } from '../deliveries/delivery-settings.js';
import type { Deliverer } from '../deliveries/deliverer.js';
import type { FaultInjection } from '../http/fault-injection.js';
import type { Trigger } from '../http/family.js';
import { ControlError, controlBody, optionalText } from './control-body.js';
import { readDelivery } from './delivery-control.js';
import { redeliver } from './redeliver.js';
import { newFault } from './new-fault.js';
import { refuseForeignPages } from './own-pages.js';
import { recentDeliveries } from './recent-deliveries.js';
import { STATE_LIMIT_BYTES, restoreState, savedState } from './saved-state.js';
import { moveTime, shownTime } from './time.js';
import { truth } from './truth.js';

export interface Controls {
  world: World;
  deliverer: Deliverer;
  faults: FaultInjection;
  triggers: Map<string, Trigger>;
  /** Empties everything and starts anew. */
  reset(): void;
}

type Answer = (reply: FastifyReply, work: () => object) => Promise<FastifyReply>;

/** The sandbox's own controls below /_sandbox, in JSON. Every one answers after its change is on file. */
export function controlRoutes(server: FastifyInstance, controls: Controls): void {
  const { world, deliverer, faults } = controls;
  refuseForeignPages(server);
  const operate = world.operate.bind(world, null) as <T>(work: Parameters<typeof world.operate<T>>[1]) => T;
  const answer: Answer = async (reply, work) => {
    try {
      const body = work();
      await world.journal.flushed();
      return await reply.send(body);
    } catch (error) {
      if (error instanceof ControlError)
        return await reply.code(400).send({ error: { message: error.message } });
      if (error instanceof StripeError) return await reply.code(error.status).send({ error: error.body });
      throw error;
    }
  };

  server.get('/_sandbox/health', (_request, reply) =>
    answer(reply, () => ({ status: 'ok', url: world.baseUrl })),
  );
  server.get('/_sandbox/truth', (_request, reply) => answer(reply, () => operate(truth)));
  server.post('/_sandbox/reset', (_request, reply) =>
    answer(reply, () => {
      controls.reset();
      return { reset: true };
    }),
  );
  server.post('/_sandbox/faults', (request, reply) =>
    answer(reply, () => operate((op) => newFault(op, request.body))),
  );
  server.get('/_sandbox/faults', (_request, reply) =>
    answer(reply, () => ({ data: [...world.store.collection('faults').oldestFirst()] })),
  );
  server.delete('/_sandbox/faults', (_request, reply) =>
    answer(reply, () => {
      operate((op) => {
        for (const fault of [...op.newestFirst('faults')]) op.delete('faults', fault.id);
      });
      faults.release();
      return { data: [] };
    }),
  );
  server.put('/_sandbox/delivery', (request, reply) =>
    answer(reply, () => {
      const settings = readDelivery(request.body);
      operate((op) => op.put('settings', { id: 'delivery', ...settings }));
      deliverer.resume();
      return settings;
    }),
  );
  server.get('/_sandbox/delivery', (_request, reply) =>
    answer(reply, () => readDeliverySettings(world.store)),
  );
  server.post('/_sandbox/deliver', (request, reply) =>
    answer(reply, () => {
      const body = controlBody(request.body, ['event_id']);
      const event = optionalText(body, 'event_id');
      return { queued: operate((op) => redeliver(op, event)) };
    }),
  );
  timeAndState(server, controls, answer);
  server.post('/_sandbox/trigger', (request, reply) =>
    answer(reply, () => fire(controls, request.body as Record<string, unknown> | null)),
  );
}

/** `{ kind, object?, ... }`: makes it happen to the object that was named, or to the newest that it can happen to. */
function fire({ world, triggers }: Controls, body: Record<string, unknown> | null): object {
  const kind = String(body?.kind);
  const trigger = triggers.get(kind);
  if (!trigger) throw new ControlError(`kind must be one of ${[...triggers.keys()].sort().join(', ')}.`);
  try {
    return world.operate(null, (op) => trigger(op, body as Parameters<Trigger>[1]));
  } catch (error) {
    if (body?.object !== undefined || !isMissing(error)) throw error;
    throw new ControlError(`There is nothing yet that ${kind} could happen to.`, { cause: error });
  }
}

/** No object was named, and none was found that would do. */
function isMissing(error: unknown): boolean {
  return error instanceof StripeError && error.body.code === 'resource_missing';
}

function timeAndState(server: FastifyInstance, controls: Controls, answer: Answer): void {
  const { world, deliverer, faults, triggers } = controls;
  server.get('/_sandbox/deliveries', (_request, reply) =>
    answer(reply, () => world.operate(null, recentDeliveries)),
  );
  server.get('/_sandbox/triggers', (_request, reply) =>
    answer(reply, () => ({ data: [...triggers.keys()].sort() })),
  );
  server.get('/_sandbox/time', (_request, reply) => answer(reply, () => shownTime(world)));
  server.post('/_sandbox/time', (request, reply) =>
    answer(reply, () => {
      moveTime(world, request.body);
      deliverer.runDue();
      return shownTime(world);
    }),
  );
  server.get('/_sandbox/state', (_request, reply) => answer(reply, () => savedState(world)));
  server.put('/_sandbox/state', { bodyLimit: STATE_LIMIT_BYTES }, (request, reply) =>
    answer(reply, () => {
      restoreState(world, request.body);
      faults.release();
      deliverer.reload();
      return { restored: true };
    }),
  );
}
