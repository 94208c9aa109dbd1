import { Command, Option } from 'commander';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { SeedCatalogue } from './application/catalog/seed-catalogue.js';
import { EnsureOperator } from './application/identity/ensure-operator.js';
import {
  EVENT_STATUSES,
  type EventStatus,
  IEventQueries,
} from './application/operations/ports/event-queries.js';
import { ReplayEvent } from './application/operations/replay-event.js';
import { diagnose } from './cli/doctor.js';
import { readNewPassword } from './cli/new-password.js';
import { wordsFor } from './cli/user-error.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from './domain/shared/organization.js';
import { configurationOrExit } from './infrastructure/config/environment.js';
import { migrate } from './infrastructure/persistence/migrate.js';
import { createLogger } from './infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from './infrastructure/telemetry/framework-logger.js';
import { CliModule } from './modules/cli.module.js';

/** A screenful; the API's lists page on. */
const MAX_LISTED = 100;

const program = new Command('kaikei')
  .description('Operator commands')
  .option('--json', 'print JSON for machines')
  .showHelpAfterError();

/** One result: as it is for machines, as lines for people. */
function print(result: unknown, lines: readonly string[]): void {
  const text = program.opts<{ json?: boolean }>().json ? JSON.stringify(result) : lines.join('\n');
  process.stdout.write(`${text}\n`);
}

async function withApplication(work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  const configuration = configurationOrExit();
  const logger = createLogger(configuration, 'cli');
  const app = await NestFactory.createApplicationContext(CliModule.for(configuration, logger), {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

async function seed(): Promise<void> {
  await withApplication(async (app) => {
    const added = await app.get(SeedCatalogue).execute();
    print({ seeded: added }, [`Seeded: ${added.products} products and ${added.prices} prices added.`]);
  });
}

program
  .command('migrate')
  .description('bring the database schema up to date')
  .option('--seed', 'and add the demo catalogue')
  .action(async (options: { seed?: boolean }) => {
    const migrations = await migrate(configurationOrExit());
    print({ migrations }, [
      migrations.length === 0 ? 'The schema is up to date.' : `Migrated: ${migrations.join(', ')}`,
    ]);
    if (options.seed) await seed();
  });

program.command('seed').description('add the demo catalogue; what stands stays as it is').action(seed);

program
  .command('operator')
  .description('operator accounts')
  .command('create')
  .description(
    'make an operator, or promote the account with this address; the password is OPERATOR_PASSWORD, or asked for',
  )
  .argument('<email>')
  .action(async (email: string) => {
    const password = configurationOrExit().values.OPERATOR_PASSWORD ?? (await readNewPassword(email));
    await withApplication(async (app) => {
      const result = await app.get(EnsureOperator).execute({ organizationId, email, password });
      print(result, [`${email}: ${result.outcome}`]);
    });
  });

const events = program.command('events').description("Stripe's events");

events
  .command('list')
  .addOption(new Option('--status <status>').choices(EVENT_STATUSES))
  .option('--type <type>')
  .action(async (options: { status?: EventStatus; type?: string }) => {
    await withApplication(async (app) => {
      const { data } = await app.get(IEventQueries).list({
        organizationId,
        status: options.status ?? null,
        type: options.type ?? null,
        objectId: null,
        limit: MAX_LISTED,
        cursor: null,
      });
      print(
        data,
        data.map((event) =>
          [event.id, event.status, event.attempts, event.type, event.lastError ?? ''].join('\t'),
        ),
      );
    });
  });

events
  .command('show')
  .argument('<id>')
  .action(async (id: string) => {
    await withApplication(async (app) => {
      const event = await app.get(IEventQueries).get(organizationId, id);
      print(event, [JSON.stringify(event, null, 2)]);
    });
  });

events
  .command('replay')
  .argument('<id...>')
  .action(async (ids: readonly string[]) => {
    await withApplication(async (app) => {
      for (const eventId of ids) {
        await app.get(ReplayEvent).execute({ organizationId, actorUserId: null, eventId });
        print({ replayed: eventId }, [`${eventId} will be processed again.`]);
      }
    });
  });

program
  .command('doctor')
  .description(
    'look at configuration, database, worker, event backlog and Stripe; exit code 1 if any has a problem',
  )
  .action(async () => {
    const findings = await diagnose();
    print(
      findings,
      findings.map(({ check, advice }) =>
        `${advice === null ? 'ok' : 'problem'}\t${check}\t${advice ?? ''}`.trimEnd(),
      ),
    );
    if (findings.some(({ advice }) => advice !== null)) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = 1;
}
