// How long the command takes from its start until /_sandbox/health answers: without state, and with 2500 payments
// (more than 20,000 objects) to read. Run after `tsc -p sandbox/tsconfig.json`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox } from '../dist/index.js';

const PAYMENTS = 2500;
const LIMIT_MS = 1000;
const STARTS = 5;
const AT_ONCE = 16;
const PORT = 12_911;

async function pay(url) {
  const answer = await fetch(`${url}/v1/payment_intents`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer sk_test_bench',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'amount=2000&currency=usd&confirm=true&payment_method=pm_card_visa',
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  await answer.arrayBuffer();
}

async function fill(dataDir) {
  const sandbox = await startSandbox({ port: 0, dataDir });
  let left = PAYMENTS;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await pay(sandbox.url);
    }),
  );
  await sandbox.close();
}

/** Milliseconds from spawn to the first answer. */
async function start(dataDir) {
  const command = new URL('../bin/kaikei-sandbox.js', import.meta.url).pathname;
  const began = performance.now();
  const child = spawn(process.execPath, [command, '--port', String(PORT), '--data', dataDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const healthy = async () => (await fetch(`http://127.0.0.1:${PORT}/_sandbox/health`)).ok;
  while (!(await healthy().catch(() => false))) await wait(2);
  const took = performance.now() - began;
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  return took;
}

async function median(dataDir) {
  const times = [];
  for (let i = 0; i < STARTS; i += 1) times.push(await start(dataDir));
  return times.sort((a, b) => a - b)[STARTS >> 1];
}

const directory = mkdtempSync(join(tmpdir(), 'kaikei-ready-'));
const fresh = await median(join(directory, 'fresh'));
await fill(join(directory, 'full'));
const full = await median(join(directory, 'full'));
rmSync(directory, { recursive: true, force: true });
process.stdout.write(
  `ready after ${fresh.toFixed(0)} ms, with ${PAYMENTS} payments after ${full.toFixed(0)} ms (at most ${LIMIT_MS})\n`,
);
process.exitCode = Math.max(fresh, full) <= LIMIT_MS ? 0 : 1;
