import type { OrderFilter } from '../../../src/application/orders/ports/order-search.js';
import type { PageRequest } from '../../../src/application/page.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { OrderSearch } from '../../../src/infrastructure/persistence/orders/order-search.js';
import { blocksRead } from '../../support/blocks-read.js';
import { insertUser } from '../../support/catalog-tables.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { fillShop, ORDERS_FILLED } from '../../support/filled-shop.js';

const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const HANA = '00000000-0000-7000-8000-0000000000e1';
const ALL = { limit: 100, cursor: null };
/** A hundred rows wherever they lie, and the way to them; the whole table has thousands of blocks. */
const PAGE_BLOCKS = 500;

describe('looking for one of a hundred thousand orders', () => {
  let connected: ConnectedDatabase;
  let search: OrderSearch;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    search = new OrderSearch(connected.database);
    await insertUser(connected.database, HANA);
    await fillShop(connected.database, HANA);
    await askForRefund('FILL-500', 'requested');
    await askForRefund('FILL-600', 'succeeded');
  });
  afterAll(() => connected.close());

  const askForRefund = (number: string, status: string): Promise<unknown> =>
    connected.database.query(
      `INSERT INTO refunds (id, organization_id, attempt_id, order_id, order_number, stripe_payment_intent_id, amount_minor,
         currency, requested_by, status, created_at, updated_at)
       SELECT gen_random_uuid(), organization_id, id, order_id, order_number, stripe_payment_intent_id, 100, currency, 'stripe',
         $2, now(), now()
       FROM payment_attempts WHERE order_number = $1`,
      [number, status],
    );
  const numbers = async (filter: OrderFilter, page: PageRequest = ALL): Promise<string[]> => {
    const { data } = await search.find(DEFAULT_ORGANIZATION_ID, filter, page);
    return data.map(({ number }) => number);
  };

  it('begins with the latest placed and pages through orders of one moment without losing or repeating any', async () => {
    expect(await numbers({}, { limit: 2, cursor: null })).toEqual(['FILL-100000', 'FILL-99999']);
    // Two of each minute.
    const minute = {
      placedFrom: new Date('2026-11-20T00:00:00Z'),
      placedBefore: new Date('2026-11-20T00:02:00Z'),
    };
    const whole = await numbers(minute);
    expect(whole).toHaveLength(4);
    const paged: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await search.find(DEFAULT_ORGANIZATION_ID, minute, { limit: 1, cursor });
      paged.push(...page.data.map(({ number }) => number));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(paged).toEqual(whole);
  });

  it('finds by the beginning of the number, which a thousand or more may share, by address, by the payment or its charge, and by status', async () => {
    const tenOfIt = Array.from({ length: 10 }, (_, digit) => `FILL-7777${9 - digit}`);
    expect(await numbers({ name: { numberStart: 'FILL-7777' } })).toEqual([...tenOfIt, 'FILL-7777']);
    expect(await numbers({ name: { numberStart: 'FILL-77779' } })).toEqual(['FILL-77779']);
    expect(await numbers({ name: { numberStart: 'FILL-%' } })).toEqual([]);
    const nines = await numbers({ name: { numberStart: 'FILL-9' } });
    expect([nines.length, ...nines.slice(0, 2)]).toEqual([100, 'FILL-99999', 'FILL-99998']);
    expect(await numbers({ name: { stripeId: 'pi_500' } })).toEqual(['FILL-500']);
    expect(await numbers({ name: { stripeId: 'ch_500' } })).toEqual(['FILL-500']);
    expect(await numbers({ name: { email: 'nobody@example.com' } })).toEqual([]);
    const [held] = (await search.find(DEFAULT_ORGANIZATION_ID, { status: 'authorized' }, ALL)).data;
    expect(held).toMatchObject({ status: 'authorized', number: 'FILL-100000' });
    expect(
      await numbers({ userId: HANA, name: { email: `${HANA}@example.com` }, status: 'authorized' }),
    ).toEqual(await numbers({ status: 'authorized' }));
  });

  it('finds the orders with a refund that Stripe has not answered', async () => {
    expect(await numbers({ awaitsRefund: true })).toEqual(['FILL-500']);
    expect(await numbers({ awaitsRefund: true, name: { numberStart: 'FILL-600' } })).toEqual([]);
  });

  it('shows nothing of another organization', async () => {
    expect((await search.find(ELSEWHERE, {}, ALL)).data).toEqual([]);
  });

  it('refuses a cursor of another list', async () => {
    const cursor = Buffer.from('["x"]').toString('base64url');
    await expect(numbers({}, { limit: 1, cursor })).rejects.toMatchObject({ code: 'cursor_invalid' });
  });

  const old = {
    placedFrom: new Date('2026-10-20T00:00:00Z'),
    placedBefore: new Date('2026-10-21T00:00:00Z'),
  };
  it.each<[string, OrderFilter]>([
    ['nothing', {}],
    ['a status that is rare', { status: 'authorized' }],
    ['a status that no order has', { status: 'charged_back' }],
    ['a number', { name: { numberStart: 'FILL-3000' } }],
    ['a payment', { name: { stripeId: 'pi_3000' } }],
    ['an address', { name: { email: `${HANA}@example.com` } }],
    ['days long past', old],
    ['days long past and a status', { ...old, status: 'paid' }],
    ['a refund without an answer', { awaitsRefund: true }],
  ])('reads no more than a page where it is filtered by %s', async (_, filter) => {
    const blocks = await blocksRead(connected.database, 'orders', () => numbers(filter));
    expect(blocks).toBeGreaterThan(0);
    expect(blocks).toBeLessThan(PAGE_BLOCKS);
  });

  it('has as many as it says', async () => {
    const [row] = await connected.database.query<{ count: number }>('SELECT count(*)::integer FROM orders');
    expect(row?.count).toBe(ORDERS_FILLED);
  });
});
