import type { Stack } from '../stack.js';
import type { Shopper, TimedAnswer } from '../shopper.js';

/** A request that somebody made and may make again: with its key, it is one operation however often it is sent. */
interface Operation {
  readonly by: Shopper;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string;
}

/** Tells apart what was answered for good from what its client must ask again. */
function isAnswered({ status, code }: TimedAnswer): boolean {
  return status !== 0 && status < 500 && code !== 'idempotency_in_progress' && status !== 429;
}

/** What no answer may be, whatever was broken meanwhile. */
const LONGEST_ANSWER_MS = 30_000;

/** The customers' and operators' side: sends requests to any API process, and comes back where none was answered. */
export class ModelClient {
  /** Promises of the API that were broken in front of its clients. */
  readonly complaints: string[] = [];
  readonly #answers = new Map<string, string>();
  /** What each object was made for. */
  readonly #owners = new Map<string, string>();
  readonly #unanswered = new Map<string, Operation>();
  /** By path: the keys of all operations that were ever sent there. */
  readonly #asked = new Map<string, Set<string>>();
  #sent = 0;

  constructor(private readonly stack: Stack) {}

  get openOperations(): number {
    return this.#unanswered.size;
  }

  /** How many different operations were sent to a path, answered or not. */
  asked(path: string): number {
    return this.#asked.get(path)?.size ?? 0;
  }

  newKey(): string {
    return crypto.randomUUID();
  }

  /** @param twice the same at the same moment, as an impatient person or a proxy does. @returns an answer, the best of the two */
  async send(operation: Operation, twice = false): Promise<TimedAnswer> {
    const { path, key } = operation;
    this.#unanswered.set(key, operation);
    this.#asked.set(path, (this.#asked.get(path) ?? new Set()).add(key));
    const copies = Array.from({ length: twice ? 2 : 1 }, () => this.#sendOnce(operation));
    const answers = await Promise.all(copies);
    const answered = answers.find(isAnswered);
    if (answered) this.#unanswered.delete(key);
    return answered ?? answers[0] ?? { status: 0, code: null, body: {}, ms: 0 };
  }

  /** Everyone who got no answer asks again, with the same key. */
  async comeBack(): Promise<void> {
    await Promise.all([...this.#unanswered.values()].map((operation) => this.send(operation)));
  }

  async #sendOnce(operation: Operation): Promise<TimedAnswer> {
    const { by, path, body, key } = operation;
    const { apiUrls } = this.stack;
    this.#sent += 1;
    const answer = await by.send('POST', path, body, apiUrls[this.#sent % apiUrls.length], {
      'idempotency-key': key,
    });
    if (answer.ms > LONGEST_ANSWER_MS) this.complaints.push(`${path} took ${answer.ms} ms`);
    if (answer.status === 500)
      this.complaints.push(`${path} was answered 500: ${JSON.stringify(answer.body)}`);
    if (answer.status >= 200 && answer.status < 300) this.#compare(operation, answer);
    return answer;
  }

  /** One key is one operation: whoever asks again gets the same object, and whoever asks anew another one, of what they asked for. */
  #compare({ path, key, body: asked }: Operation, { status, body }: TimedAnswer): void {
    // The answer that opens a payment has no id of its own.
    const object = String(body.id ?? body.payment_intent_id);
    const before = this.#answers.get(key) ?? object;
    this.#answers.set(key, before);
    if (before !== object) this.complaints.push(`${path} with one key made ${before} and ${object}`);
    if (status !== 201) return;
    const owner = this.#owners.get(object) ?? key;
    this.#owners.set(object, owner);
    if (owner !== key) this.complaints.push(`${path} with two keys made one ${object}`);
    if (asked.amount !== undefined && asked.amount !== body.amount)
      this.complaints.push(`${path} was sent ${JSON.stringify(asked)} and made ${JSON.stringify(body)}`);
  }
}
