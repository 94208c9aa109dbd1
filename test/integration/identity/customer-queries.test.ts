import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { CustomerQueries } from '../../../src/infrastructure/persistence/identity/customer-queries.js';
import { UserNames } from '../../../src/infrastructure/persistence/identity/user-names.js';
import { blocksRead } from '../../support/blocks-read.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';

const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const ALL = { limit: 100, cursor: null };
const PAGE_BLOCKS = 500;
const id = (number: number): string => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const HANA = id(100_001);
const KEN = id(100_002);

describe('customers as operators see them', () => {
  let connected: ConnectedDatabase;
  let customers: CustomerQueries;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    customers = new CustomerQueries(connected.database);
    await connected.database.query(
      `INSERT INTO users (id, organization_id, email, password_hash, name, role, terms_accepted_at, privacy_accepted_at, created_at, updated_at)
       SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, $1, 'user-' || n || '@example.com', 'secret',
         'Customer ' || n, 'customer', now(), now(), now(), now()
       FROM generate_series(1, 100000) AS n`,
      [DEFAULT_ORGANIZATION_ID],
    );
    await connected.database.query(
      `INSERT INTO users (id, organization_id, email, password_hash, name, role, terms_accepted_at, privacy_accepted_at,
         email_verified_at, created_at, updated_at) VALUES
         ($2, $1, 'hana_s@example.com', 'secret', '花子 Suzuki', 'customer', now(), now(), now(), now(), now()),
         ($3, $1, 'hanaxs@example.com', 'secret', 'Ken', 'operator', now(), now(), NULL, now(), now())`,
      [DEFAULT_ORGANIZATION_ID, HANA, KEN],
    );
    await connected.database.query('ANALYZE users');
  });
  afterAll(() => connected.close());

  const emails = async (search?: string): Promise<(string | null)[]> =>
    (await customers.list(DEFAULT_ORGANIZATION_ID, { search }, ALL)).data.map(({ email }) => email);

  it('are found by how their address or their name begins, whatever its letters mean in a pattern', async () => {
    expect(await emails('Hana')).toEqual(['hanaxs@example.com', 'hana_s@example.com']);
    expect(await emails('HANA_')).toEqual(['hana_s@example.com']);
    expect(await emails('花子')).toEqual(['hana_s@example.com']);
    expect(await emails('%')).toEqual([]);
    expect((await customers.list(DEFAULT_ORGANIZATION_ID, { role: 'operator' }, ALL)).data).toMatchObject([
      { id: KEN, role: 'operator', emailVerified: false },
    ]);
  });

  it('are listed page by page, the latest first, and by organization', async () => {
    const first = await customers.list(DEFAULT_ORGANIZATION_ID, {}, { limit: 2, cursor: null });
    expect(first.data.map((one) => one.id)).toEqual([KEN, HANA]);
    const next = await customers.list(DEFAULT_ORGANIZATION_ID, {}, { limit: 1, cursor: first.nextCursor });
    expect(next.data.map((one) => one.id)).toEqual([id(100_000)]);
    expect((await customers.list(ELSEWHERE, {}, ALL)).data).toEqual([]);
  });

  it.each([undefined, 'user-77777@', 'Customer 999', 'nobody'])(
    'are read by the page among a hundred thousand where %s is looked for',
    async (search) => {
      expect(await blocksRead(connected.database, 'users', () => emails(search))).toBeLessThan(PAGE_BLOCKS);
    },
  );

  it('are shown with what their orders come to, and without anything that lets anyone in', async () => {
    await connected.database.query(
      `INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
         captured_minor, refunded_minor, placed_at, updated_at) VALUES
         ($3, $1, $2, 'KAI-1', 'partially_refunded', 'jpy', 1000, 0, 1000, 1000, 400, '2026-11-20Z', now()),
         ($4, $1, $2, 'KAI-2', 'pending', 'jpy', 500, 0, 500, 0, 0, '2026-11-21Z', now()),
         ($5, $1, $2, 'KAI-3', 'paid', 'usd', 999, 0, 999, 999, 0, '2026-11-19Z', now())`,
      [DEFAULT_ORGANIZATION_ID, HANA, id(1), id(2), id(3)],
    );
    await connected.database.query(
      `INSERT INTO sessions (id, organization_id, user_id, created_at, expires_at, revoked_at) VALUES
         ($3, $1, $2, now(), '2026-12-01Z', NULL), ($4, $1, $2, now(), '2026-11-01Z', NULL), ($5, $1, $2, now(), '2026-12-01Z', now())`,
      [DEFAULT_ORGANIZATION_ID, HANA, id(1), id(2), id(3)],
    );
    const shown = await customers.get(DEFAULT_ORGANIZATION_ID, HANA, new Date('2026-11-21Z'));
    expect(shown).toEqual({
      id: HANA,
      email: 'hana_s@example.com',
      name: '花子 Suzuki',
      phone: null,
      role: 'customer',
      emailVerified: true,
      createdAt: expect.any(Date),
      stripeCustomerId: null,
      liveSessions: 1,
      lastOrderAt: new Date('2026-11-21Z'),
      totals: [
        { currency: 'jpy', orders: 2, capturedMinor: 1_000, refundedMinor: 400 },
        { currency: 'usd', orders: 1, capturedMinor: 999, refundedMinor: 0 },
      ],
    });
    const now = new Date();
    await expect(customers.get(ELSEWHERE, HANA, now)).rejects.toMatchObject({ code: 'user_not_found' });
    expect(await customers.get(DEFAULT_ORGANIZATION_ID, KEN, now)).toMatchObject({
      totals: [],
      lastOrderAt: null,
    });
  });

  it('have names by their ids', async () => {
    const names = await new UserNames(connected.database).of(DEFAULT_ORGANIZATION_ID, [KEN, id(200_000)]);
    expect([...names]).toEqual([[KEN, { id: KEN, email: 'hanaxs@example.com', name: 'Ken' }]]);
  });
});
