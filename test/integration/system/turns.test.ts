import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';

const WANTED = '00000000-0000-7000-8000-0000000000e1';
const OTHER = '00000000-0000-7000-8000-0000000000e2';
const CONNECTIONS = 2;
const WAITING = 5;

describe('transactions that are about the same thing', () => {
  let connected: ConnectedDatabase;
  let database: Database;

  beforeAll(async () => {
    connected = await connectDatabase([], CONNECTIONS);
    ({ database } = connected);
    await database.query(`INSERT INTO organizations (id, name) VALUES ($1, ''), ($2, '')`, [WANTED, OTHER]);
  });
  afterAll(() => connected.close());

  const append = async (id: string, letter: string): Promise<void> => {
    await database.query('UPDATE organizations SET name = name || $2 WHERE id = $1', [id, letter]);
  };
  const nameOf = async (id: string): Promise<string | undefined> => {
    const rows = await database.query<{ name: string }>('SELECT name FROM organizations WHERE id = $1', [id]);
    return rows[0]?.name;
  };

  it('leave a connection to everything else while they wait for it', async () => {
    let letGo = (): void => undefined;
    const released = new Promise<void>((resolve) => (letGo = resolve));
    const first = database.run(async () => {
      await append(WANTED, 'a');
      await released;
    }, WANTED);
    const waiting = Array.from({ length: WAITING }, () => database.run(() => append(WANTED, 'b'), WANTED));
    try {
      await database.run(() => append(OTHER, 'c'), OTHER);
    } finally {
      letGo();
    }
    expect(await nameOf(OTHER)).toBe('c');
    await Promise.all([first, ...waiting]);
    expect(await nameOf(WANTED)).toBe(`a${'b'.repeat(WAITING)}`);
  });
});
