import { DataSource } from 'typeorm';
import { BACKLOG_UNHEALTHY_MS } from '../api/system/health-indicators.js';
import { HEARTBEAT_STALE_MS } from '../application/system/heartbeat.js';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { ConfigurationError } from '../infrastructure/config/variable.js';
import { dataSourceOptions } from '../infrastructure/persistence/data-source.js';
import { Database } from '../infrastructure/persistence/database.js';
import { DatabaseProbe } from '../infrastructure/persistence/system/database-probe.js';
import { Heartbeats } from '../infrastructure/persistence/system/heartbeats.js';
import { EventInbox } from '../infrastructure/persistence/webhooks/event-inbox.js';
import { StripeProbe, stripeHealthUrl } from '../infrastructure/stripe/stripe-probe.js';
import { diagnoseWebhooks } from './diagnose-webhooks.js';

/** How one part of an installation is. */
export interface Diagnosis {
  /** `configuration`, `database`, `migrations`, `worker`, `events`, `stripe`, `webhook` or `connect webhook` */
  readonly check: string;
  /** What is wrong and what to do about it; null where all is well. */
  readonly advice: string | null;
}

/**
 * Looks at every part by itself, so that one which is missing does not hide the others. What needs a part that has
 * failed is left out: nothing is known about it.
 *
 * @param handledTypes of events; asked for only where there is a migrated database
 */
export async function diagnose(
  read: () => Configuration,
  handledTypes: () => Promise<readonly string[]>,
): Promise<Diagnosis[]> {
  let configuration: Configuration;
  try {
    configuration = read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map((advice) => ({ check: 'configuration', advice }));
  }
  const [data, stripe] = await Promise.all([diagnoseData(configuration), diagnoseStripe(configuration)]);
  const isMigrated = data.some(({ check, advice }) => check === 'migrations' && advice === null);
  const webhooks =
    stripe.advice === null
      ? await diagnoseWebhooks(configuration, isMigrated ? await handledTypes() : null)
      : [];
  return [{ check: 'configuration', advice: null }, ...data, stripe, ...webhooks];
}

/** No patience, other than at boot: whoever asks wants to know how it is now. */
async function diagnoseData(configuration: Configuration): Promise<Diagnosis[]> {
  const dataSource = new DataSource(dataSourceOptions(configuration, 'kaikei-doctor'));
  try {
    await dataSource.initialize();
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return [{ check: 'database', advice: `Not reachable (${reason}). See to it and to DATABASE_URL.` }];
  }
  try {
    const database = new Database(dataSource);
    const isMigrated = await new DatabaseProbe(database).isMigrated();
    return [
      { check: 'database', advice: null },
      { check: 'migrations', advice: isMigrated ? null : 'The schema is behind. Run `migrate`.' },
      ...(isMigrated ? [await diagnoseWorker(database), await diagnoseEvents(database)] : []),
    ];
  } finally {
    await dataSource.destroy();
  }
}

async function diagnoseWorker(database: Database): Promise<Diagnosis> {
  const beat = await new Heartbeats(database).latest('worker');
  if (beat === null) return { check: 'worker', advice: 'None has run yet. Start one.' };
  const isFresh = Date.now() - beat.getTime() <= HEARTBEAT_STALE_MS;
  const advice = isFresh ? null : `Last heard of at ${beat.toISOString()}. Start one, or look at its log.`;
  return { check: 'worker', advice };
}

async function diagnoseEvents(database: Database): Promise<Diagnosis> {
  const { oldestDueMs } = await new EventInbox(database).backlog();
  const isKeptUp = oldestDueMs <= BACKLOG_UNHEALTHY_MS;
  const seconds = Math.round(oldestDueMs / 1_000);
  const advice = isKeptUp
    ? null
    : `The oldest one has waited for ${seconds} s. Look at the worker and at \`events list\`.`;
  return { check: 'events', advice };
}

async function diagnoseStripe({ values }: Configuration): Promise<Diagnosis> {
  const url = stripeHealthUrl(values.STRIPE_API_BASE);
  const isReachable = await new StripeProbe(url).isReachable();
  const advice = isReachable
    ? null
    : `Nothing answers at ${new URL(url).origin}. See to the network and to STRIPE_API_BASE.`;
  return { check: 'stripe', advice };
}
