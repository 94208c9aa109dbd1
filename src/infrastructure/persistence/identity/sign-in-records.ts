import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ISignInRecords } from '../../../application/identity/ports/sign-in-records.js';
import { ILogger } from '../../../application/ports/logger.js';
import type { SignIn, SignInByAddress } from '../../../domain/identity/sign-in.js';
import { Database } from '../database.js';

/** Far longer than an answer takes to leave, far shorter than it takes to look at the list. */
const DELAY_MS = 200;
/** Rows a statement. */
const BATCH = 500;
/** What waits while the database is away; about 5 MB. What comes beyond that is dropped, and said. */
const MAX_WAITING = 10_000;

/** By way of the accounts: one that is deleted meanwhile gets no row any more. */
const INSERT = `
  INSERT INTO sign_ins (id, organization_id, user_id, at, method, outcome, ip, user_agent)
  SELECT new.id, users.organization_id, users.id, at, method, outcome, ip, user_agent
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[])
    AS new (id, organization_id, user_id, email, at, method, outcome, ip, user_agent)
  JOIN users ON users.organization_id = new.organization_id AND users.deleted_at IS NULL
    AND (users.id = new.user_id OR users.email = new.email)`;

@Injectable()
export class SignInRecords extends ISignInRecords implements OnModuleDestroy {
  #waiting: (SignIn | SignInByAddress)[] = [];
  #dropped = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly logger: ILogger,
  ) {
    super();
  }

  add(signIn: SignIn): Promise<void> {
    return this.#insert([signIn]);
  }

  addLater(signIn: SignIn | SignInByAddress): void {
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(signIn);
    else this.#dropped += 1;
    this.#timer ??= setTimeout(() => void this.#flush(), DELAY_MS);
  }

  async purge(before: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM sign_ins WHERE id IN (
         SELECT id FROM sign_ins WHERE at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [before, limit],
    );
    return rows.length;
  }

  /** Before the connections are closed. */
  async onModuleDestroy(): Promise<void> {
    await this.#flush();
  }

  /** Never rejects: nobody waits for it. */
  async #flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const [waiting, dropped] = [this.#waiting, this.#dropped];
    [this.#timer, this.#waiting, this.#dropped] = [null, [], 0];
    try {
      for (let from = 0; from < waiting.length; from += BATCH) {
        await this.#insert(waiting.slice(from, from + BATCH));
      }
      if (dropped > 0)
        this.logger.error('Failed sign-ins were not written down: too many at once', { dropped });
    } catch (error) {
      this.logger.error('Failed sign-ins were not written down', { count: waiting.length, err: error });
    }
  }

  async #insert(signIns: readonly (SignIn | SignInByAddress)[]): Promise<void> {
    await this.database.query(INSERT, [
      signIns.map(({ id }) => id),
      signIns.map(({ organizationId }) => organizationId),
      signIns.map((signIn) => ('userId' in signIn ? signIn.userId : null)),
      signIns.map((signIn) => ('email' in signIn ? signIn.email : null)),
      signIns.map(({ at }) => at),
      signIns.map(({ method }) => method),
      signIns.map(({ outcome }) => outcome),
      signIns.map(({ ip }) => ip),
      signIns.map(({ userAgent }) => userAgent),
    ]);
  }
}
