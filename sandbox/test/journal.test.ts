import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { FileJournal } from '../src/core/journal.js';
import { Store } from '../src/core/store.js';
import { temporaryDirectory, testSandbox } from './support/sandbox.js';
import { walkAllRoutes } from './support/walk.js';

type State = Record<string, { id: string }[]>;

/** Collections that were never touched, or are empty again, make no difference. */
const shown = (state: State): State =>
  Object.fromEntries(
    Object.entries(state).filter(([name, objects]) => objects.length > 0 && name !== 'agenda'),
  );

test('after a restart everything is exactly as it was, events included, in the same order', async () => {
  const directory = temporaryDirectory();
  const first = await testSandbox({ dataDir: directory.path });
  await walkAllRoutes(first, () => undefined);
  await first.control('PUT', 'delivery', { paused: true });
  await first.close();
  const again = await testSandbox({ dataDir: directory.path });
  await again.control('POST', 'time', { advance_seconds: 60 }); // so that nothing falls due while we compare
  const before = await again.control<State>('GET', 'state');
  await again.close();
  const twice = await testSandbox({ dataDir: directory.path });
  const after = await twice.control<State>('GET', 'state');
  await twice.close();
  directory.remove();
  expect(shown(after)).toEqual(shown(before));
  expect(before.events?.length).toBeGreaterThan(100);
});

test('the journal gives back what the events said at their time', async () => {
  const directory = temporaryDirectory();
  const first = await testSandbox({ dataDir: directory.path });
  await walkAllRoutes(first, () => undefined);
  const before = await first.control<State>('GET', 'state');
  await first.close();
  const store = new Store();
  await FileJournal.open(directory.path, store).close();
  for (const event of before.events ?? []) expect(store.get('events', event.id)).toEqual(event);
  for (const intent of before.payment_intents ?? [])
    expect(store.get('payment_intents', intent.id)?.id).toBe(intent.id);
  directory.remove();
});

test('the file does not grow with changes to what is kept', async () => {
  const directory = temporaryDirectory();
  const store = new Store();
  const journal = FileJournal.open(directory.path, store);
  const endpoint = { id: 'we_1', secret: 'x'.repeat(64 * 1024) };
  for (let i = 0; i < 1500; i += 1) {
    store.transaction(
      () => store.put('endpoint_secrets', { ...endpoint, secret: `${i}${endpoint.secret}` }),
      () => false,
      (changes) => journal.append(changes),
    );
    if (i % 50 === 0) await journal.flushed();
  }
  await journal.close();
  const bytes = readdirSync(directory.path).reduce(
    (sum, file) => sum + statSync(join(directory.path, file)).size,
    0,
  );
  expect(bytes).toBeLessThan(50 * 1024 * 1024); // 96 MB were written
  const restored = new Store();
  await FileJournal.open(directory.path, restored).close();
  expect(restored.get('endpoint_secrets', 'we_1')?.secret.startsWith('1499')).toBe(true);
  directory.remove();
});
