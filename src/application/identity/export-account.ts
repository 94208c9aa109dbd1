import { assertFreshSignIn } from '../../domain/identity/fresh-sign-in.js';
import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { UserSnapshot } from '../../domain/identity/user.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import type { IMailHistory, MailView } from '../notifications/ports/mail-history.js';
import type { IOrderQueries } from '../orders/ports/order-queries.js';
import type { Page, PageRequest } from '../page.js';
import type { ListSavedCards, SavedCardView } from '../payments/list-saved-cards.js';
import type { IOrderMoney, OrderMoney } from '../payments/ports/order-money.js';
import type { AuditView, IAuditQueries } from '../system/ports/audit-queries.js';
import type { IClock } from '../ports/clock.js';
import type { Entry } from './entry.js';
import type { IPendingEmailQueries, PendingEmailView } from './ports/pending-email-queries.js';
import type { ISessionQueries, SessionView } from './ports/session-queries.js';
import type { ISignInQueries, SignInView } from './ports/sign-in-queries.js';
import type { IUserQueries } from './ports/user-queries.js';
import type { IUserRepository } from './ports/user-repository.js';

/** Rows of a page, as everywhere at most. */
const PAGE_SIZE = 100;
/** Pages of one list: a hundred thousand rows. Nobody has so many, and no loop is without an end. */
const MAX_PAGES = 1_000;
/** Of the last 30 days. */
const MAX_MAILS = 1_000;

export interface ExportedOrder {
  readonly order: OrderSnapshot;
  readonly money: OrderMoney;
}

/** What is known of somebody. Long lists are read while they are written out, page by page. */
export interface AccountExport {
  readonly exportedAt: Date;
  readonly user: UserSnapshot;
  readonly pendingEmail: PendingEmailView | null;
  readonly sessions: readonly SessionView[];
  readonly cards: readonly SavedCardView[];
  readonly mails: readonly MailView[];
  readonly signIns: AsyncIterable<SignInView>;
  /** What was done with the account, by whomever. */
  readonly deeds: AsyncIterable<AuditView>;
  readonly orders: AsyncIterable<ExportedOrder>;
}

export interface ExportAccountCommand {
  readonly organizationId: string;
  readonly userId: string;
  readonly entry: Entry;
}

/** Everything about oneself: profile, consents, sign-ins, purchases with their money, cards, mails. */
export class ExportAccount {
  constructor(
    private readonly users: IUserRepository,
    private readonly live: IUserQueries,
    private readonly pendingEmails: IPendingEmailQueries,
    private readonly sessions: ISessionQueries,
    private readonly signIns: ISignInQueries,
    private readonly cards: Pick<ListSavedCards, 'execute'>,
    private readonly mails: IMailHistory,
    private readonly audit: IAuditQueries,
    private readonly orders: IOrderQueries,
    private readonly money: IOrderMoney,
    private readonly clock: IClock,
  ) {}

  /**
   * @throws DomainError `session_ended`, `fresh_sign_in_required` of those who sign in elsewhere, `stripe_unavailable` while
   *   saved cards cannot be looked up
   */
  async execute({ organizationId, userId, entry }: ExportAccountCommand): Promise<AccountExport> {
    const exportedAt = this.clock.now();
    await this.#assertPresent(organizationId, entry, exportedAt);
    const user = (await this.users.findById(organizationId, userId))?.snapshot();
    if (!user) throw sessionEnded();
    const who = [organizationId, userId] as const;
    return {
      exportedAt,
      user,
      pendingEmail: await this.pendingEmails.find(...who, exportedAt),
      sessions: await all((page) => this.sessions.listLive(...who, exportedAt, page)),
      cards: await all((page) => this.cards.execute({ organizationId, userId, page })),
      mails: await this.mails.of(...who, MAX_MAILS),
      signIns: each((page) => this.signIns.list(...who, page)),
      deeds: each((page) => this.audit.list(organizationId, { subject: userId }, page)),
      orders: this.#orders(...who),
    };
  }

  /** Tokens outlive what they were given for; everything about somebody is too much to give for such a one. */
  async #assertPresent(organizationId: string, entry: Entry, now: Date): Promise<void> {
    if ('signedInAt' in entry) assertFreshSignIn(entry.signedInAt, now);
    else if (!(await this.live.liveSession(organizationId, entry.sessionId, now))) throw sessionEnded();
  }

  async *#orders(organizationId: string, userId: string): AsyncGenerator<ExportedOrder> {
    for await (const orders of pages((page) => this.orders.listOfUser(organizationId, userId, page))) {
      const money = await this.money.ofOrders(
        organizationId,
        orders.map(({ id }) => id),
      );
      for (const order of orders) {
        yield { order, money: money.get(order.id) ?? { attempts: [], refunds: [], disputes: [] } };
      }
    }
  }
}

type Reader<T> = (page: PageRequest) => Promise<Page<T>>;

async function* pages<T>(read: Reader<T>): AsyncGenerator<readonly T[]> {
  let cursor: string | null = null;
  for (let count = 0; count < MAX_PAGES; count += 1) {
    const { data, nextCursor }: Page<T> = await read({ limit: PAGE_SIZE, cursor });
    yield data;
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}

async function* each<T>(read: Reader<T>): AsyncGenerator<T> {
  for await (const page of pages(read)) yield* page;
}

async function all<T>(read: Reader<T>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages(read)) rows.push(...page);
  return rows;
}
