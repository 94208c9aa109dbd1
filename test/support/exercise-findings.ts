import type { DocumentedApi } from './documented-api.js';
import { sql } from './sql.js';
import type { Stack } from './stack.js';

const FINDING = '01920000-0000-7000-8000-00000000f1d1';

/** A finding is made by what goes wrong; this one is put where it would stand. */
export async function exerciseFindings(api: DocumentedApi, stack: Stack, token: string): Promise<void> {
  await sql(
    stack.databaseUrl,
    `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
     SELECT $1, id, 'payment_mismatch', 'pi_1', 'amount', 'The amount is 1, expected 2.', now() FROM organizations`,
    [FINDING],
  );
  const params = { id: FINDING };
  await api.call('POST /api/admin/findings/{id}/resolve', { token, params });
  await api.call('POST /api/admin/findings/{id}/resolve', { token, params: { id: 'nonsense' } });
}
