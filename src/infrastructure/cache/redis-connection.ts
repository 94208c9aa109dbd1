import { Redis } from 'ioredis';
import type { ILogger } from '../../application/ports/logger.js';

/** Redis answers within a millisecond; whoever waits longer has found it in trouble, and each request would wait. */
const COMMAND_TIMEOUT_MS = 200;
const CONNECT_TIMEOUT_MS = 2_000;
/** A Redis that fails is not asked for this long: then one request finds out whether it is back. */
const SILENCE_MS = 1_000;
const MAX_RECONNECT_DELAY_MS = 2_000;

/** Counts a hit and tells how long its window lasts: one round trip, and of many at a time each counts. */
const COUNT_HIT = `
  local hits = redis.call('INCR', KEYS[1])
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then
    redis.call('PEXPIRE', KEYS[1], ARGV[1])
    left = tonumber(ARGV[1])
  end
  return {hits, left}`;

/** One hit less in a window that goes on; none where it has ended meanwhile. */
const TAKE_HIT_BACK = `
  local hits = tonumber(redis.call('GET', KEYS[1]) or '0')
  if hits > 0 then redis.call('DECR', KEYS[1]) end
  return hits`;

export interface CountedHit {
  readonly hits: number;
  readonly leftMs: number;
}

interface Commands {
  kaikeiCountHit(key: string, windowMs: number): Promise<[number, number]>;
  kaikeiTakeHitBack(key: string): Promise<number>;
}

/** What processes count together. It may be away at any time: then it says so at once, and is sought in the background. */
export class RedisConnection {
  readonly #redis: Redis & Commands;
  #silentUntilMs = Number.NEGATIVE_INFINITY;
  #isAway = false;

  constructor(
    url: string,
    private readonly logger: ILogger,
  ) {
    const redis = new Redis(url, {
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      // Nothing waits for a connection: whoever asks while there is none is told at once.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 100, MAX_RECONNECT_DELAY_MS),
      keyPrefix: 'kaikei:',
    });
    redis.defineCommand('kaikeiCountHit', { numberOfKeys: 1, lua: COUNT_HIT });
    redis.defineCommand('kaikeiTakeHitBack', { numberOfKeys: 1, lua: TAKE_HIT_BACK });
    redis.on('error', (error) => this.#noteAway(error));
    redis.on('ready', () => this.#noteBack());
    // The commands that were just defined, which the library's types cannot know.
    this.#redis = redis as Redis & Commands;
  }

  /** Null while Redis is away. */
  async countHit(key: string, windowMs: number): Promise<CountedHit | null> {
    const answer = await this.#ask(() => this.#redis.kaikeiCountHit(key, windowMs));
    return answer && { hits: answer[0], leftMs: answer[1] };
  }

  /** Nothing where Redis is away: the hit then counts until its window ends. */
  async takeHitBack(key: string): Promise<void> {
    await this.#ask(() => this.#redis.kaikeiTakeHitBack(key));
  }

  async isReachable(): Promise<boolean> {
    return (await this.#ask(() => this.#redis.ping())) !== null;
  }

  close(): void {
    this.#redis.disconnect();
  }

  async #ask<T>(command: () => Promise<T>): Promise<T | null> {
    if (performance.now() < this.#silentUntilMs) return null;
    try {
      const answer = await command();
      this.#noteBack();
      return answer;
    } catch (error) {
      this.#silentUntilMs = performance.now() + SILENCE_MS;
      this.#noteAway(error);
      return null;
    }
  }

  /** Once an outage, however many requests it meets. */
  #noteAway(error: unknown): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.logger.warn('Redis is away: each process counts for itself until it is back', { err: error });
  }

  #noteBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#silentUntilMs = Number.NEGATIVE_INFINITY;
    this.logger.info('Redis is back: processes count together again');
  }
}
