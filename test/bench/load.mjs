import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.mjs';

/** @typedef {import('./connection.mjs').Answer} Answer */

/** Requests of a paced load are released in steps of this length: timers are not much finer. */
const STEP_MS = 10;
/** Beyond this the server cannot keep up: the load waits for it, and the rate that was reached tells. */
const MAX_WAITING = 1_000;

/**
 * Sends all requests as fast as they are answered.
 *
 * @param {number} port
 * @param {readonly Buffer[]} requests each is sent once
 * @param {number} connections
 * @returns {Promise<number>} requests a second
 * @throws {Error} at the first answer that is not 200
 */
export async function exhaust(port, requests, connections) {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  let next = 0;
  /** @param {Connection} connection */
  const drain = async (connection) => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const { status, body } = await connection.send(request);
      if (status !== 200) throw new Error(`Port ${port} answered ${status}: ${body.toString()}`);
    }
  };
  try {
    const startedAt = performance.now();
    await Promise.all(open.map(drain));
    return requests.length / ((performance.now() - startedAt) / 1_000);
  } finally {
    for (const connection of open) connection.close();
  }
}

/**
 * @typedef {object} PacedRequest
 * @property {Buffer} bytes
 * @property {(answer: Answer) => void} [onAnswer]
 */

/**
 * Sends requests at a steady rate, whether or not earlier ones have been answered, within reason.
 *
 * @param {number} port
 * @param {() => PacedRequest} next
 * @param {{ perSecond: number, seconds: number, connections: number }} pace
 * @returns {Promise<{ perSecond: number, latenciesMs: number[], refused: Map<number, number> }>} `refused`: how often
 *   which status from 400 on was answered
 */
export async function sendSteadily(port, next, { perSecond, seconds, connections }) {
  const idle = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  /** @type {{ request: PacedRequest, dueAt: number }[]} */
  const waiting = [];
  /** @type {number[]} */
  const latenciesMs = [];
  /** @type {Map<number, number>} */
  const refused = new Map();
  /** @type {PromiseWithResolvers<never>} */
  const failure = Promise.withResolvers();
  failure.promise.catch(() => undefined); // awaited below, and may come before

  /** @param {Connection} connection */
  const serve = async (connection) => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const answer = await connection.send(item.request.bytes);
      latenciesMs.push(performance.now() - item.dueAt);
      if (answer.status >= 400) refused.set(answer.status, (refused.get(answer.status) ?? 0) + 1);
      else item.request.onAnswer?.(answer);
    }
    idle.push(connection);
  };

  const startedAt = performance.now();
  const total = perSecond * seconds;
  for (let released = 0; released < total;) {
    const now = performance.now();
    const due = Math.min(total, Math.ceil(((now - startedAt) / 1_000) * perSecond));
    for (; released < due && waiting.length < MAX_WAITING; released += 1) {
      waiting.push({ request: next(), dueAt: now });
    }
    while (waiting.length > 0 && idle.length > 0) {
      const connection = idle.pop();
      if (connection) serve(connection).catch(failure.reject);
    }
    await Promise.race([delay(STEP_MS), failure.promise]);
  }
  while (idle.length < connections) await Promise.race([delay(STEP_MS), failure.promise]);
  const achieved = total / ((performance.now() - startedAt) / 1_000);
  for (const connection of idle) connection.close();
  return { perSecond: achieved, latenciesMs: latenciesMs.toSorted((a, b) => a - b), refused };
}
