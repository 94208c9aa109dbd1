// PaymentIntents created and confirmed a second, durable and without deliveries, as a ratio to the floor of the same
// run: a bare Fastify handler that parses the form and appends one line to a file. Run after `tsc -p sandbox/tsconfig.json`.
import { fork } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, write } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import qs from 'qs';

const FORM = 'amount=2000&currency=usd&confirm=true&payment_method=pm_card_visa&metadata[order_id]=6735';
// Many short rounds, taken in turn: what else the machine does then falls on both alike.
const ROUNDS = 9;
const ROUND_MS = 1000;
const CONNECTIONS = 16;

async function floor(directory) {
  const server = Fastify();
  const fd = openSync(join(directory, 'floor.log'), 'a');
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, qs.parse(body)),
  );
  server.post('/v1/payment_intents', (request, reply) => {
    write(fd, `${JSON.stringify(request.body)}\n`, (error) => reply.send(error ?? { ok: true }));
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  process.send({ ready: true, port: server.server.address().port });
  process.on('disconnect', () => void server.close().then(() => closeSync(fd)));
}

async function sandbox(directory) {
  const { startSandbox } = await import('../dist/index.js');
  const { port, close } = await startSandbox({ port: 0, dataDir: join(directory, 'state') });
  process.send({ ready: true, port });
  process.on('disconnect', () => void close());
}

/** Requests a second that `port` answers with 200 during one round. */
async function measure(port) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = {
    Authorization: 'Bearer sk_test_bench',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': FORM.length,
  };
  const end = Date.now() + ROUND_MS;
  let done = 0;
  const post = () =>
    new Promise((resolve, reject) => {
      const request = http.request({
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/v1/payment_intents',
        agent,
        headers,
      });
      request.on('response', (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
        response.resume();
        response.on('end', resolve);
      });
      request.on('error', reject);
      request.end(FORM);
    });
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (; Date.now() < end; done += 1) await post();
    }),
  );
  agent.destroy();
  return (done * 1000) / ROUND_MS;
}

function started(kind, directory) {
  return new Promise((resolve) => {
    const child = fork(new URL(import.meta.url), [kind, directory]);
    child.once('message', ({ port }) => resolve({ port, child }));
  });
}

async function main() {
  const directory = mkdtempSync(join(tmpdir(), 'kaikei-bench-'));
  const [bare, ours] = [await started('floor', directory), await started('sandbox', directory)];
  const ratios = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [a, b] = [await measure(bare.port), await measure(ours.port)];
    if (round === 0) continue; // warming up
    ratios.push(b / a);
    process.stdout.write(`floor ${a.toFixed(0)}/s, sandbox ${b.toFixed(0)}/s, ratio ${(b / a).toFixed(2)}\n`);
  }
  bare.child.disconnect();
  ours.child.disconnect();
  rmSync(directory, { recursive: true, force: true });
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
  process.stdout.write(
    `payment intents created and confirmed: ${median.toFixed(2)} of the floor (at least 0.30)\n`,
  );
  process.exitCode = median >= 0.3 ? 0 : 1;
}

const [, , kind, directory] = process.argv;
if (kind === 'floor') await floor(directory);
else if (kind === 'sandbox') await sandbox(directory);
else await main();
