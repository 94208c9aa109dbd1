import type { Command } from 'commander';
import { type RegisteredWebhook, RegisterWebhook } from '../application/operations/register-webhook.js';
import { HandlerRegistry } from '../webhooks/dispatch/handler-registry.js';
import type { CliHost, CliTools } from './program.js';

/** `webhook register` */
export function addWebhookCommands(
  program: Command,
  host: CliHost,
  { print, withApplication }: CliTools,
): void {
  program
    .command('webhook')
    .description('where Stripe delivers events to')
    .command('register')
    .description(
      'make the endpoint at Stripe, or bring it up to date; the first origin of FRONTEND_URL unless given',
    )
    .option('--url <url>', 'the full address, as https://shop.example/webhooks/stripe')
    .option('--connect', 'the endpoint for events of connected accounts')
    .action(async (options: { url?: string; connect?: boolean }) => {
      const isConnect = options.connect === true;
      const url = options.url ?? defaultUrl(host, isConnect);
      await withApplication(async (app) => {
        const { types } = app.get(HandlerRegistry);
        const result = await app.get(RegisterWebhook).execute({ url, types, isConnect });
        print(forMachines(result), linesOf(result, isConnect));
      });
    });
}

function defaultUrl(host: CliHost, isConnect: boolean): string {
  const [origin] = host.configuration().allowedOrigins;
  return `${origin}/webhooks/stripe${isConnect ? '/connect' : ''}`;
}

/** As the API words things. */
function forMachines({ endpoint, ...result }: RegisteredWebhook): unknown {
  const { apiVersion, isEnabled, ...facts } = endpoint;
  return { endpoint: { ...facts, api_version: apiVersion, enabled: isEnabled }, ...result };
}

function linesOf({ endpoint, outcome, secret, outdated }: RegisteredWebhook, isConnect: boolean): string[] {
  const { id, url, apiVersion, types } = endpoint;
  const variable = isConnect ? 'STRIPE_CONNECT_WEBHOOK_SECRET' : 'STRIPE_WEBHOOK_SECRET';
  return [
    `${id}: ${outcome}, ${url}, version ${apiVersion}, ${types.length} types of events.`,
    ...(secret === null
      ? [`Its secret was told when it was made. If it is lost, delete ${id} at Stripe and run this again.`]
      : ['Its secret is told this once. Set it, after a comma if there is one already, and restart:']),
    ...(secret === null ? [] : [`${variable}=${secret}`]),
    ...outdated.map(
      (other) => `${other} has the same address and another API version: delete it once ${id} works.`,
    ),
  ];
}
