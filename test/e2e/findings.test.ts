import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { sql } from '../support/sql.js';

const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

describe('findings', () => {
  let app: RunningApp;
  let operator: ApiUser;

  beforeAll(async () => {
    app = await startApp();
    operator = await ApiUser.operator(app);
  });
  afterAll(() => app.close());

  const stand = async (id: string): Promise<void> => {
    await sql(
      app.database.url,
      `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
       SELECT $1, id, 'payment_mismatch', 'pi_1', 'amount', 'The amount is 1, expected 2.', now() FROM organizations`,
      [id],
    );
  };
  const resolve = (id: string, user = operator): ReturnType<ApiUser['post']> =>
    user.post(`/api/admin/findings/${id}/resolve`);
  const resolvedAt = async (id: string): Promise<unknown> => {
    const { body } = await operator.get('/api/admin/findings');
    return (body?.data as { id: string; resolved_at: unknown }[]).find((one) => one.id === id)?.resolved_at;
  };

  it('are resolved by the operator who has seen to them, once, and it is known by whom', async () => {
    const id = '01920000-0000-7000-8000-00000000f1d2';
    await stand(id);
    expect(await resolvedAt(id)).toBeNull();
    expect((await resolve(id)).status).toBe(204);
    const at = await resolvedAt(id);
    expect(at).toEqual(expect.any(String));
    expect((await resolve(id)).status).toBe(204);
    expect(await resolvedAt(id)).toBe(at);
    const { body } = await operator.get('/api/admin/audit');
    const entries = (body?.data as { action: string; subject: string; actor_user_id: string }[]).filter(
      ({ action, subject }) => action === 'finding.resolved' && subject === id,
    );
    expect(entries).toMatchObject([{ actor_user_id: operator.id }]);
  });

  it('are there, and for operators only', async () => {
    expect(await resolve(UNKNOWN)).toMatchObject({ status: 404, body: { code: 'finding_not_found' } });
    const customer = await ApiUser.register(app);
    expect((await resolve(UNKNOWN, customer)).status).toBe(403);
  });
});
