import { connect, createServer } from 'node:net';

/** Frontend messages that the server answers as a whole: a simple query, and the end of an extended one. */
const ROUND_TRIP_ENDS = new Set(['Q', 'S']);

/**
 * A TCP proxy before PostgreSQL that counts round trips by its protocol (version 3, chapter "Message Formats"): what the
 * driver really sends, BEGIN and COMMIT included.
 *
 * @param {string} databaseUrl
 * @param {number} port where to listen
 * @returns {Promise<{ url: string, count: () => number, close: () => void }>} `url`: the database, through the proxy
 */
export async function countRoundTrips(databaseUrl, port) {
  const target = new URL(databaseUrl);
  let roundTrips = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    const count = messageCounter((type) => ROUND_TRIP_ENDS.has(type) && (roundTrips += 1));
    client.on('data', count);
    client.pipe(server).pipe(client);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ])
      socket?.on('error', () => other?.destroy()); // the API closes its pool at the end
  });
  await new Promise((resolve) => proxy.listen(port, '127.0.0.1', () => resolve(undefined)));
  const url = new URL(databaseUrl);
  url.port = String(port);
  return { url: url.href, count: () => roundTrips, close: () => proxy.close() };
}

/**
 * @param {(type: string) => void} onMessage
 * @returns {(chunk: Buffer) => void}
 */
function messageCounter(onMessage) {
  let buffered = Buffer.alloc(0);
  let isStartup = true; // the first message has no type
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const typeLength = isStartup ? 0 : 1;
      if (buffered.length < typeLength + 4) return;
      const end = typeLength + buffered.readUInt32BE(typeLength);
      if (buffered.length < end) return;
      if (!isStartup) onMessage(buffered.toString('latin1', 0, 1));
      isStartup = false;
      buffered = buffered.subarray(end);
    }
  };
}
