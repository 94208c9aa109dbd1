import type { IWebhookEndpointRepository } from '../../src/application/notifications/ports/webhook-endpoint-repository.js';
import type { IUnitOfWork } from '../../src/application/ports/unit-of-work.js';
import type { WebhookEndpoint } from '../../src/domain/notifications/webhook-endpoint.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { WebhookEndpointRepository } from '../../src/infrastructure/persistence/notifications/webhook-endpoint-repository.js';
import { webhookEndpointTable } from '../../src/infrastructure/persistence/notifications/webhook-endpoint.table.js';
import { StaleWriteError } from '../../src/infrastructure/persistence/write-conflict.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeWebhookEndpointRepository } from '../support/fakes/webhook-endpoint-repository.js';
import { FakeUnitOfWork } from '../support/fakes/unit-of-work.js';
import { webhookEndpoint } from '../support/webhook-endpoint.js';

interface World {
  readonly unitOfWork: IUnitOfWork;
  readonly endpoints: IWebhookEndpointRepository;
  close(): Promise<void>;
}

const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const RACERS = 20;
const AT = new Date('2026-11-20T10:00:00.123Z');

const inMemory = async (): Promise<World> => ({
  endpoints: new FakeWebhookEndpointRepository(),
  unitOfWork: new FakeUnitOfWork(),
  close: async () => undefined,
});

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([webhookEndpointTable]);
  return {
    endpoints: new WebhookEndpointRepository(connected.database),
    unitOfWork: connected.database,
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('webhook endpoints %s', (_, open) => {
  let world: World;

  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  const inserted = async (): Promise<WebhookEndpoint> => {
    const endpoint = webhookEndpoint();
    await world.endpoints.insertIfAbsent(endpoint);
    return endpoint;
  };
  const locked = (organizationId: string, id: string): Promise<WebhookEndpoint | null> =>
    world.unitOfWork.run(() => world.endpoints.findByIdForUpdate(organizationId, id));
  const found = async ({ id }: WebhookEndpoint): Promise<WebhookEndpoint> => {
    const endpoint = await locked(DEFAULT_ORGANIZATION_ID, id);
    if (!endpoint) throw new Error('The endpoint is not there.');
    return endpoint;
  };

  it('come back as they were stored', async () => {
    const endpoint = await inserted();
    endpoint.rollSecret(Buffer.from('sealed anew'), AT);
    endpoint.noteFailure(AT);
    await world.endpoints.update(endpoint);

    const { version, ...stored } = (await found(endpoint)).snapshot();
    const { version: before, ...expected } = endpoint.snapshot();
    expect([before, version]).toEqual([1, 2]);
    expect({
      ...stored,
      sealedSecret: Buffer.from(stored.sealedSecret),
      sealedPreviousSecret: Buffer.from(stored.sealedPreviousSecret ?? []),
    }).toEqual(expected);
  });

  it('are added once by twenty who add the same', async () => {
    const endpoint = webhookEndpoint();
    const results = await Promise.all(
      Array.from({ length: RACERS }, () => world.endpoints.insertIfAbsent(endpoint)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it('take one of two changes that were made to the same state', async () => {
    const endpoint = await inserted();
    const [first, second] = [await found(endpoint), await found(endpoint)];
    first.disable('operator', AT);
    second.change({ description: 'another' }, AT);
    await world.endpoints.update(first);
    await expect(world.endpoints.update(second)).rejects.toThrow(StaleWriteError);
  });

  it('are not seen, changed or deleted by another organization, nor by what is no id', async () => {
    const { id } = await inserted();
    expect(await world.endpoints.findById(ELSEWHERE, id)).toBeNull();
    expect(await locked(ELSEWHERE, id)).toBeNull();
    expect(await world.endpoints.delete(ELSEWHERE, id)).toBe(false);
    expect(await world.endpoints.findById(DEFAULT_ORGANIZATION_ID, 'none')).toBeNull();
    expect(await locked(DEFAULT_ORGANIZATION_ID, 'none')).toBeNull();
    expect(await world.endpoints.delete(DEFAULT_ORGANIZATION_ID, 'none')).toBe(false);
    expect(await world.endpoints.delete(DEFAULT_ORGANIZATION_ID, id)).toBe(true);
    expect(await world.endpoints.findById(DEFAULT_ORGANIZATION_ID, id)).toBeNull();
  });

  it('subscribe to events while they are enabled', async () => {
    const [enabled, disabled] = [await inserted(), await inserted()];
    disabled.disable('gone', AT);
    await world.endpoints.update(disabled);

    const ids = (await world.endpoints.subscriptions()).map(({ endpointId }) => endpointId);
    expect(ids).toContain(enabled.id);
    expect(ids).not.toContain(disabled.id);
  });
});
