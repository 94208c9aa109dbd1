import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';

/** The beginning of an answer, for whoever looks for the mistake. */
const EXCERPT_BYTES = 1_024;
/** Read on for so long, so that a receiver can end in peace; who sends more is cut off. */
const MAX_ANSWER_BYTES = 64 * 1_024;

export interface HttpPost {
  readonly url: URL;
  /** The only ones that are connected to, whatever the name means by now. */
  readonly addresses: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** At most 1 KiB of its body. */
  readonly excerpt: string;
}

/**
 * One POST on a connection of its own. Redirects are answers like others: nothing is followed. Not `fetch`, which
 * cannot be told what address to connect to.
 */
export async function httpPost({ url, addresses, headers, body, signal }: HttpPost): Promise<HttpAnswer> {
  const payload = Buffer.from(body);
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': payload.length },
    lookup: pinnedTo(addresses),
    signal,
  };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, options, (answer) => {
      readBounded(answer).then(
        (excerpt) => resolve({ status: answer.statusCode ?? 0, excerpt }),
        (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
      );
    });
    request.on('error', reject);
    request.end(payload);
  });
}

function pinnedTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, { all }, callback) => {
    const [first] = found;
    if (all === true || first === undefined) callback(null, found);
    else callback(null, first.address, first.family);
  };
}

async function readBounded(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (length < EXCERPT_BYTES) chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop destroys the stream, and with it the connection.
    if (length > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, EXCERPT_BYTES).toString('utf8');
}
