import { controlRoutes } from './controls/routes.js';
import { lockDirectory } from './core/directory-lock.js';
import { type Reaction, World } from './core/world.js';
import { Deliverer } from './deliveries/deliverer.js';
import { closeIdleConnections } from './deliveries/send.js';
import { FAMILIES } from './families.js';
import type { Family } from './http/family.js';
import { Dispatcher } from './http/dispatch.js';
import { Expander } from './http/expand.js';
import { createServer } from './http/server.js';
import { pageRoutes } from './pages/routes.js';
import { registerConfiguredEndpoint, type WebhookOptions } from './webhook-endpoints/configured-endpoint.js';

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  /** Loopback unless told otherwise: the sandbox trusts whoever reaches it. */
  host?: string;
  /** Where state is kept, by one sandbox at a time. Without it, state lives and dies with the process. */
  dataDir?: string;
  /** An endpoint that is always registered. */
  webhook?: WebhookOptions;
  /** Makes ids, secrets and chance repeatable. */
  seed?: string;
}

export interface Sandbox {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts a sandbox and resolves once it answers. Rejects if the port or the folder is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (options.dataDir === undefined) return start(options);
  const unlock = await lockDirectory(options.dataDir);
  try {
    const sandbox = await start(options);
    return { ...sandbox, close: () => sandbox.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const tasks = Object.fromEntries(FAMILIES.flatMap((family) => Object.entries(family.tasks ?? {})));
  const consequences = FAMILIES.flatMap((family) => family.consequences ?? []);
  const world = new World({
    dataDir: options.dataDir,
    seed: options.seed,
    tasks,
    consequences,
    reactions: reactionsOf(FAMILIES),
  });
  const dispatcher = new Dispatcher(world, new Expander(FAMILIES));
  const deliverer = new Deliverer(world);
  const server = createServer(FAMILIES, dispatcher);
  const register = (): void => {
    if (options.webhook) registerConfiguredEndpoint(world, options.webhook);
  };
  pageRoutes(server, world);
  controlRoutes(server, {
    world,
    deliverer,
    faults: dispatcher.faults,
    triggers: new Map(FAMILIES.flatMap((family) => Object.entries(family.triggers ?? {}))),
    reset: () => {
      world.operate(null, (op) => op.deleteEverything());
      dispatcher.faults.release();
      world.takeUp();
      deliverer.reload();
      register();
    },
  });
  const stop = async (): Promise<void> => {
    world.agenda.stop();
    deliverer.stop();
    dispatcher.faults.release();
    await server.close();
    await world.journal.close();
    closeIdleConnections();
  };
  try {
    await server.listen({ port: options.port, host });
  } catch (error) {
    await stop();
    throw error;
  }
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  world.baseUrl = `http://${host}:${port}`;
  register();
  await world.journal.flushed();
  return { url: world.baseUrl, port, close: stop };
}

function reactionsOf(families: Family[]): Map<string, Reaction[]> {
  const byType = new Map<string, Reaction[]>();
  for (const { reactions } of families)
    for (const [type, react] of Object.entries(reactions ?? {}))
      byType.set(type, [...(byType.get(type) ?? []), react]);
  return byType;
}
