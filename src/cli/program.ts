import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { SeedCatalogue } from '../application/catalog/seed-catalogue.js';
import { EnsureOperator } from '../application/identity/ensure-operator.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../domain/shared/organization.js';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { migrate } from '../infrastructure/persistence/migrate.js';
import { createLogger, outputOf } from '../infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from '../infrastructure/telemetry/framework-logger.js';
import { CliModule } from '../modules/cli.module.js';
import { HandlerRegistry } from '../webhooks/dispatch/handler-registry.js';
import { addApiKeyCommands } from './api-key-commands.js';
import { describeApi } from './describe-api.js';
import { diagnose } from './doctor.js';
import { addEventCommands } from './event-commands.js';
import { Progress, type ProgressOutput } from './progress.js';
import { addWebhookCommands } from './webhook-commands.js';

/** What a command needs of the process that it runs in. */
export interface CliHost {
  /** @throws ConfigurationError */
  readonly configuration: () => Configuration;
  /** One line of the result. */
  readonly write: (line: string) => void;
  readonly readPassword: (email: string) => Promise<string>;
  /** Where progress may be written over; null where nobody watches. */
  readonly terminal: ProgressOutput['terminal'];
}

/** What the commands share. */
export interface CliTools {
  /** One result: as it is for machines, as lines for people. */
  readonly print: (result: unknown, lines: readonly string[]) => void;
  /** Of long work: none for machines. */
  readonly progress: () => Progress;
  readonly withApplication: <T>(work: (app: INestApplicationContext) => Promise<T>) => Promise<T>;
}

/** The operator commands. A failed one rejects; one that finds problems sets the exit code. */
export function createProgram(host: CliHost): Command {
  const program = new Command('kaikei')
    .description('Operator commands')
    .option('--json', 'print JSON for machines')
    .showHelpAfterError();
  const isForMachines = (): boolean => program.opts<{ json?: boolean }>().json === true;
  const tools: CliTools = {
    print: (result, lines) => {
      if (isForMachines()) host.write(JSON.stringify(result));
      else for (const line of lines) host.write(line);
    },
    progress: () => new Progress(isForMachines() ? null : { terminal: host.terminal, writeLine: host.write }),
    withApplication: (work) => withApplication(host.configuration(), work),
  };
  addDatabaseCommands(program, host, tools);
  addOperatorCommands(program, host, tools);
  addApiKeyCommands(program, tools);
  addEventCommands(program, tools);
  addWebhookCommands(program, host, tools);
  addDoctor(program, host, tools);
  addOpenApi(program, host);
  return program;
}

async function withApplication<T>(
  configuration: Configuration,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const logger = createLogger(configuration, 'cli', outputOf(configuration, 2));
  const app = await NestFactory.createApplicationContext(CliModule.for(configuration, logger), {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

function addDatabaseCommands(
  program: Command,
  host: CliHost,
  { print, withApplication: inside }: CliTools,
): void {
  const seed = (): Promise<void> =>
    inside(async (app) => {
      const added = await app.get(SeedCatalogue).execute();
      print({ seeded: added }, [`Seeded: ${added.products} products and ${added.prices} prices added.`]);
    });

  program
    .command('migrate')
    .description('bring the database schema up to date')
    .option('--seed', 'and add the demo catalogue')
    .action(async (options: { seed?: boolean }) => {
      const migrations = await migrate(host.configuration());
      print({ migrations }, [
        migrations.length === 0 ? 'The schema is up to date.' : `Migrated: ${migrations.join(', ')}`,
      ]);
      if (options.seed) await seed();
    });

  program.command('seed').description('add the demo catalogue; what stands stays as it is').action(seed);
}

function addOperatorCommands(
  program: Command,
  host: CliHost,
  { print, withApplication: inside }: CliTools,
): void {
  program
    .command('operator')
    .description('operator accounts')
    .command('create')
    .description(
      'make an operator, or promote the account with this address; the password is OPERATOR_PASSWORD, or asked for',
    )
    .argument('<email>')
    .action(async (email: string) => {
      const password = host.configuration().values.OPERATOR_PASSWORD ?? (await host.readPassword(email));
      await inside(async (app) => {
        const result = await app.get(EnsureOperator).execute({ organizationId, email, password });
        print(result, [`${email}: ${result.outcome}`]);
      });
    });
}

function addDoctor(program: Command, host: CliHost, { print, withApplication: inside }: CliTools): void {
  const handledTypes = (): Promise<readonly string[]> =>
    inside((app) => Promise.resolve(app.get(HandlerRegistry).types));
  program
    .command('doctor')
    .description(
      'look at configuration, database, worker, event backlog, Stripe and its webhook endpoint; exit code 1 if any has a problem',
    )
    .action(async () => {
      const findings = await diagnose(host.configuration, handledTypes);
      print(
        findings,
        findings.map(({ check, advice }) =>
          `${advice === null ? 'ok' : 'problem'}\t${check}\t${advice ?? ''}`.trimEnd(),
        ),
      );
      if (findings.some(({ advice }) => advice !== null)) process.exitCode = 1;
    });
}

function addOpenApi(program: Command, host: CliHost): void {
  program
    .command('openapi')
    .description('print the OpenAPI document of the API; needs no configuration, no database and no Stripe')
    .action(async () => host.write(JSON.stringify(await describeApi(), null, 2)));
}
