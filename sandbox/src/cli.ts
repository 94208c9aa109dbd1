import { parseArgs } from 'node:util';
import { startSandbox, type SandboxOptions } from './start-sandbox.js';

const USAGE = `Usage: kaikei-sandbox [--port 12111] [--host 127.0.0.1] [--data DIR] [--webhook-url URL] [--seed TEXT]

  --port         where to listen (or SANDBOX_PORT)
  --data         where to keep state; without it, state ends with the process (or SANDBOX_DATA)
  --webhook-url  an endpoint that gets every event, signed with SANDBOX_WEBHOOK_SECRET (or SANDBOX_WEBHOOK_URL)
  --seed         repeatable ids and chance (or SANDBOX_SEED)
`;

/** After this long a shutdown that hangs is cut short. */
const SHUTDOWN_LIMIT_MS = 2000;

class UsageError extends Error {}

function readOptions(argv: string[], env: NodeJS.ProcessEnv): SandboxOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      'webhook-url': { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) throw new UsageError(USAGE);
  const port = Number(values.port ?? env.SANDBOX_PORT ?? 12111);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`SANDBOX_PORT (or --port) must be a port number from 0 to 65535.`);
  const dataDir = values.data ?? env.SANDBOX_DATA;
  const url = values['webhook-url'] ?? env.SANDBOX_WEBHOOK_URL;
  const secret = env.SANDBOX_WEBHOOK_SECRET;
  if (url !== undefined && (!secret || !URL.canParse(url)))
    throw new UsageError(
      'A webhook address needs a valid URL, and SANDBOX_WEBHOOK_SECRET to sign deliveries with.',
    );
  const seed = values.seed ?? env.SANDBOX_SEED;
  return {
    port,
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(dataDir ? { dataDir } : {}),
    ...(url && secret ? { webhook: { url, secret } } : {}),
    ...(seed === undefined ? {} : { seed }),
  };
}

function fail(error: unknown, port: number | undefined): never {
  const code = (error as { code?: string }).code;
  if (code === 'EADDRINUSE' || code === 'EACCES')
    process.stderr.write(
      `The sandbox cannot listen on port ${port}: ${code === 'EACCES' ? 'not permitted' : 'it is taken'}. Choose another one with SANDBOX_PORT or --port.\n`,
    );
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  let options: SandboxOptions | undefined;
  try {
    options = readOptions(process.argv.slice(2), process.env);
    const sandbox = await startSandbox(options);
    process.stdout.write(`Stripe sandbox at ${sandbox.url} (API below /v1, script at /v3/, controls at /)\n`);
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
      void sandbox.close().then(
        () => process.exit(0),
        (error: unknown) => fail(error, undefined),
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    if (process.send) {
      process.on('disconnect', stop);
      process.send({ ready: true, url: sandbox.url });
    }
  } catch (error) {
    fail(error, options?.port);
  }
}

await main();
