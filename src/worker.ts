import type { INestApplicationContext } from '@nestjs/common';
import { ForgetPayloads } from './application/identity/forget-payloads.js';
import { GrantPasswordResets } from './application/identity/grant-password-resets.js';
import { PurgeExpiredAccess } from './application/identity/purge-expired-access.js';
import { SettleErasures } from './application/identity/settle-erasures.js';
import { SweepEventList } from './application/operations/sweep-event-list.js';
import { ThinEventPayloads } from './application/operations/thin-event-payloads.js';
import { ExpireOrders } from './application/orders/expire-orders.js';
import { SettleAttempts } from './application/payments/settle-attempts.js';
import { SettleCaptures } from './application/payments/settle-captures.js';
import { SettleCustomerAddresses } from './application/payments/settle-customer-addresses.js';
import { SettleCustomers } from './application/payments/settle-customers.js';
import { SettleRefunds } from './application/payments/settle-refunds.js';
import { ILogger } from './application/ports/logger.js';
import { BeatHeart } from './application/system/beat-heart.js';
import { HEARTBEAT_INTERVAL_MS } from './application/system/heartbeat.js';
import { PurgeSent } from './application/notifications/purge-sent.js';
import { PurgeExpiredIdempotencyKeys } from './application/system/purge-expired-idempotency-keys.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from './domain/shared/organization.js';
import { boundHeap } from './infrastructure/config/bounded-heap.js';
import { configurationOrExit } from './infrastructure/config/environment.js';
import { Courier } from './infrastructure/notifications/courier.js';
import { type PeriodicTaskOptions, runPeriodically } from './infrastructure/system/periodic-task.js';
import { createLogger } from './infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from './infrastructure/telemetry/framework-logger.js';
import { runUntilStopped } from './process-lifecycle.js';
import { EventWorker } from './webhooks/dispatch/event-worker.js';

/** Keys are kept for a day; an hour more or less does not matter. */
const PURGE_INTERVAL_MS = 60 * 60 * 1_000;
/** Payloads are kept for days; an hour more or less does not matter. */
const THINNING_INTERVAL_MS = 60 * 60 * 1_000;
/** Looks at the payloads since the last time only; with an hour it is said that they go within an hour. */
const FORGETTING_INTERVAL_MS = 60 * 60 * 1_000;
/** Refunds that a rule of ours makes, new addresses, and what was left without an answer: on its way within seconds; an empty look costs a millisecond. */
const SETTLING_INTERVAL_MS = 2_000;
/** With at most twenty looks each: two reads at Stripe a second, of the hundred that it allows. */
const LOOK_INTERVAL_MS = 10_000;
/** Someone waits for the mail; an empty look costs a millisecond. */
const RESET_INTERVAL_MS = 1_000;
/** Orders expire after hours; a minute more or less does not matter. */
const EXPIRY_INTERVAL_MS = 60_000;

boundHeap();
const { NestFactory } = await import('@nestjs/core');
const { WorkerModule } = await import('./modules/worker.module.js');

const configuration = configurationOrExit();
const logger = createLogger(configuration, 'worker');

try {
  const app = await NestFactory.createApplicationContext(WorkerModule.for(configuration, logger), {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
  });
  const stop = new AbortController();
  const drained = Promise.all([
    app.get(EventWorker).run(stop.signal),
    app.get(Courier).run(stop.signal),
    ...[...upkeepOf(app), ...settlingOf(app)].map((task) =>
      runPeriodically(task, app.get(ILogger), stop.signal),
    ),
  ]);
  runUntilStopped(logger, async () => {
    stop.abort();
    await drained;
    await app.close();
  });
  logger.info('The worker is running.');
} catch (error) {
  logger.fatal({ err: error }, 'The worker could not start.');
  process.exit(1);
}

/** The heartbeat, and what lets go of what is kept no longer. */
function upkeepOf(app: INestApplicationContext): PeriodicTaskOptions[] {
  const heart = app.get(BeatHeart);
  const purge = app.get(PurgeExpiredIdempotencyKeys);
  const purgeSent = app.get(PurgeSent);
  const purgeAccess = app.get(PurgeExpiredAccess);
  const thin = app.get(ThinEventPayloads);
  const forget = app.get(ForgetPayloads);
  const keptDays = configuration.values.EVENT_PAYLOAD_DAYS;
  return [
    {
      name: 'heartbeat',
      intervalMs: HEARTBEAT_INTERVAL_MS,
      work: () => heart.execute({ process: 'worker' }),
    },
    {
      name: 'purge of idempotency keys',
      intervalMs: PURGE_INTERVAL_MS,
      work: (signal) => purge.execute(signal),
    },
    {
      name: 'purge of sessions and links',
      intervalMs: PURGE_INTERVAL_MS,
      work: (signal) => purgeAccess.execute(signal),
    },
    {
      name: 'purge of what was sent',
      intervalMs: PURGE_INTERVAL_MS,
      work: (signal) => purgeSent.execute(signal),
    },
    {
      name: 'thinning of payloads',
      intervalMs: THINNING_INTERVAL_MS,
      work: (signal) => thin.execute({ keptDays, signal }),
    },
    {
      name: 'payloads about deleted accounts',
      intervalMs: FORGETTING_INTERVAL_MS,
      work: (signal) => forget.execute(signal),
    },
  ];
}

/** What comes to its end without anybody who waits for it. */
function settlingOf(app: INestApplicationContext): PeriodicTaskOptions[] {
  const sweep = app.get(SweepEventList);
  const resets = app.get(GrantPasswordResets);
  const erasures = app.get(SettleErasures);
  const refunds = app.get(SettleRefunds);
  const captures = app.get(SettleCaptures);
  const attempts = app.get(SettleAttempts);
  const customers = app.get(SettleCustomers);
  const addresses = app.get(SettleCustomerAddresses);
  const expiry = app.get(ExpireOrders);
  const { EVENT_SWEEP_SECONDS, ORDER_EXPIRY_HOURS } = configuration.values;
  const payableMs = ORDER_EXPIRY_HOURS * 60 * 60 * 1_000;
  return [
    {
      name: "sweep of Stripe's list of events",
      intervalMs: EVENT_SWEEP_SECONDS * 1_000,
      work: (signal) => sweep.execute({ organizationId, signal }),
    },
    { name: 'password resets', intervalMs: RESET_INTERVAL_MS, work: (signal) => resets.execute(signal) },
    { name: 'deleted accounts', intervalMs: LOOK_INTERVAL_MS, work: (signal) => erasures.execute(signal) },
    { name: 'refunds', intervalMs: SETTLING_INTERVAL_MS, work: (signal) => refunds.execute(signal) },
    { name: 'captures', intervalMs: SETTLING_INTERVAL_MS, work: (signal) => captures.execute({ signal }) },
    {
      name: 'unsettled payments',
      intervalMs: LOOK_INTERVAL_MS,
      work: (signal) => attempts.execute({ signal }),
    },
    {
      name: 'unanswered customers',
      intervalMs: LOOK_INTERVAL_MS,
      work: (signal) => customers.execute({ signal }),
    },
    { name: 'new addresses', intervalMs: SETTLING_INTERVAL_MS, work: (signal) => addresses.execute(signal) },
    {
      name: 'expiry',
      intervalMs: EXPIRY_INTERVAL_MS,
      work: (signal) => expiry.execute({ payableMs, signal }),
    },
  ];
}
