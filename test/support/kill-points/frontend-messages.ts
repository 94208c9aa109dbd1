/** A message of a client to PostgreSQL; `sql` where it brings a statement. */
interface FrontendMessage {
  readonly bytes: Buffer;
  readonly sql: string | null;
}

const LENGTH_BYTES = 4;
const QUERY = 'Q'.charCodeAt(0);
const PARSE = 'P'.charCodeAt(0);
/** ReadyForQuery: its letter, its length, the state of the transaction. */
const READY_BYTES = 6;

/** Cuts the bytes of one client into messages: PostgreSQL's manual, "Message Formats". The first one has no type. */
export class FrontendMessages {
  #rest: Buffer = Buffer.alloc(0);
  #isStarted = false;

  /** @returns those that are complete */
  push(chunk: Buffer): FrontendMessage[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: FrontendMessage[] = [];
    for (let message = this.#next(); message; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): FrontendMessage | null {
    const typeBytes = this.#isStarted ? 1 : 0;
    if (this.#rest.length < typeBytes + LENGTH_BYTES) return null;
    const length = typeBytes + this.#rest.readInt32BE(typeBytes);
    if (this.#rest.length < length) return null;
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    const isFirst = !this.#isStarted;
    this.#isStarted = true;
    return { bytes, sql: isFirst ? null : sqlOf(bytes) };
  }
}

/** Query holds the statement; Parse holds a name before it. Both end with a zero byte. */
function sqlOf(bytes: Buffer): string | null {
  const text = bytes.subarray(1 + LENGTH_BYTES);
  if (bytes[0] === QUERY) return text.toString('utf8', 0, text.indexOf(0));
  if (bytes[0] !== PARSE) return null;
  const begin = text.indexOf(0) + 1;
  return text.toString('utf8', begin, text.indexOf(0, begin));
}

/** Whether the server has said all that it has to say. */
export function endsReady(chunk: Buffer): boolean {
  return chunk.length >= READY_BYTES && chunk[chunk.length - READY_BYTES] === 'Z'.charCodeAt(0);
}
