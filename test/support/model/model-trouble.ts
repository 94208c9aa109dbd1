import type { ChaosWorld } from '../chaos-world.js';
import type { ControlledProcess } from '../controlled-process.js';
import type { Command, Process } from './command.js';

type Do<Name extends Command['does']> = Extract<Command, { does: Name }>;

/** As often as two calls are tried within their eight seconds, the HTTP client's own second tries included. */
const LOST_ANSWERS = { reset: 60, hang: 4 };
/** As often as sweeps of Stripe's list are tried until the round is over. */
const UNREADABLE_LISTS = 300;

/** What a janitor waits for, as though it had passed. */
const WAITS = [
  `UPDATE refunds SET next_try_at = now() WHERE status = 'requested'`,
  `UPDATE payment_attempts SET next_look_at = now() WHERE status = 'opening'`,
  // Left open beside an order that has gone on without it.
  `UPDATE payment_attempts AS attempt SET next_look_at = now() FROM orders
   WHERE orders.id = attempt.order_id AND attempt.status = 'open'
     AND orders.status NOT IN ('pending', 'awaiting_payment', 'processing', 'authorized')`,
  `UPDATE payment_attempts SET capture_requested_at = capture_requested_at - interval '2 minutes'
   WHERE capture_key IS NOT NULL AND status = 'open'`,
  // What waited for Stripe while it failed need not wait out its pause.
  `UPDATE stripe_events SET next_attempt_at = now() WHERE status = 'pending'`,
  `UPDATE stripe_customers SET next_look_at = now() WHERE stripe_customer_id IS NULL`,
];

/** What goes wrong in a model-based run, and the time that passes. */
export class ModelTrouble {
  readonly #restarting = new Set<Process>();
  #isBlackedOut = false;

  constructor(private readonly world: ChaosWorld) {}

  async letTimePass(): Promise<void> {
    for (const sql of WAITS) await this.world.database.query(sql);
  }

  async deliverBadly({ faults }: Do<'deliver badly'>): Promise<void> {
    if (!this.#isBlackedOut) await this.world.sandbox.deliverBadly(faults);
  }

  /** Until `lift`. */
  async blackOut({ route, kind }: Do<'black out'>): Promise<void> {
    const { sandbox } = this.world;
    this.#isBlackedOut = true;
    await sandbox.deliverBadly({ lose: 1 });
    await sandbox.fail({
      route: 'GET /v1/events',
      kind: 'status',
      status: 500,
      when: 'before',
      times: UNREADABLE_LISTS,
    });
    await sandbox.fail({ route, kind, when: 'after', times: LOST_ANSWERS[kind] });
  }

  /** Events come again. */
  async lift(): Promise<void> {
    this.#isBlackedOut = false;
    await this.world.sandbox.deliverBadly({});
  }

  async cutDatabase(): Promise<void> {
    await this.world.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'kaikei%'`,
    );
  }

  async kill(name: Process): Promise<void> {
    if (this.#restarting.has(name)) return;
    this.#restarting.add(name);
    const victim = this.#processOf(name);
    await victim.kill();
    await victim.start();
    this.#restarting.delete(name);
  }

  #processOf(name: Process): ControlledProcess {
    const { apis, workers, sandbox, worker } = this.world.stack;
    const [kind, place] = name.split(' ');
    if (kind === 'sandbox') return sandbox;
    return (kind === 'api' ? apis : workers)[Number(place)] ?? worker;
  }
}
