/**
 * The floor of the webhook benchmark: nothing but Fastify that verifies the signature and inserts one row a request. Same
 * table, same columns, same pool as the real route.
 *
 * Environment: PORT, DATABASE_URL, DATABASE_POOL_SIZE, STRIPE_WEBHOOK_SECRET.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import fastify from 'fastify';
import pg from 'pg';

const ORGANIZATION_ID = '00000000-0000-7000-8000-000000000001';
const TOLERANCE_S = 300;
const INSERT = `INSERT INTO stripe_events
    (organization_id, id, account, type, object_id, livemode, api_version, stripe_created_at, payload)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`;

const { PORT, DATABASE_URL, DATABASE_POOL_SIZE, STRIPE_WEBHOOK_SECRET = '' } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(DATABASE_POOL_SIZE) });

/**
 * @param {Buffer} body
 * @param {string} header
 */
function isGenuine(body, header) {
  const [, timestamp = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', STRIPE_WEBHOOK_SECRET).update(`${timestamp}.`).update(body).digest();
  const isFresh = Math.abs(Date.now() / 1_000 - Number(timestamp)) <= TOLERANCE_S;
  return isFresh && signature !== '' && timingSafeEqual(Buffer.from(signature, 'hex'), expected);
}

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/webhooks/stripe', async (request, reply) => {
  const body = /** @type {Buffer} */ (request.body);
  if (!isGenuine(body, String(request.headers['stripe-signature']))) return reply.code(400).send();
  const payload = body.toString('utf8');
  const { id, account, type, data, livemode, api_version, created } = JSON.parse(payload);
  await pool.query(INSERT, [
    ORGANIZATION_ID,
    id,
    account,
    type,
    data.object.id,
    livemode,
    api_version,
    new Date(created * 1_000),
    payload,
  ]);
  return { received: true };
});
await server.listen({ port: Number(PORT), host: '127.0.0.1' });
