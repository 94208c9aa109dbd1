import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';

const ONE = '00000000-0000-7000-8000-0000000000d1';
const OTHER = '00000000-0000-7000-8000-0000000000d2';

describe('two transactions that lock the same rows in another order', () => {
  let connected: ConnectedDatabase;
  let database: Database;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
    await database.query(`INSERT INTO organizations (id, name) VALUES ($1, ''), ($2, '')`, [ONE, OTHER]);
  });
  afterAll(() => connected.close());

  /** Adds a letter to both names, and meets the other one between them the first time. */
  const write = (letter: string, ids: readonly string[], meet: () => Promise<void>): Promise<void> =>
    database.run(async () => {
      for (const id of ids) {
        await database.query('UPDATE organizations SET name = name || $2 WHERE id = $1', [id, letter]);
        await meet();
      }
    });

  it('both take effect, once: the one that PostgreSQL undid runs again', async () => {
    let here = 0;
    let goOn = (): void => undefined;
    const bothAreHere = new Promise<void>((resolve) => (goOn = resolve));
    const meet = async (): Promise<void> => {
      here += 1;
      if (here === 2) goOn();
      await bothAreHere;
    };
    await Promise.all([write('a', [ONE, OTHER], meet), write('b', [OTHER, ONE], meet)]);
    const rows = await database.query<{ name: string }>(
      'SELECT name FROM organizations WHERE id IN ($1, $2)',
      [ONE, OTHER],
    );
    expect(rows.map(({ name }) => [...name].sort().join(''))).toEqual(['ab', 'ab']);
  });

  it('any other failure is undone and thrown', async () => {
    const failing = database.run(async () => {
      await database.query(`UPDATE organizations SET name = 'c' WHERE id = $1`, [ONE]);
      throw new Error('of its own');
    });
    await expect(failing).rejects.toThrow('of its own');
    const rows = await database.query<{ name: string }>('SELECT name FROM organizations WHERE id = $1', [
      ONE,
    ]);
    expect(rows).not.toEqual([{ name: 'c' }]);
  });
});
