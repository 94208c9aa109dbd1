import { connect } from 'node:net';

/** @typedef {{ status: number, body: Buffer }} Answer */

const HEADERS_END = Buffer.from('\r\n\r\n');

/**
 * One keep-alive HTTP/1.1 connection to this machine that sends requests prepared as bytes. It costs a fraction of what
 * an HTTP client does, so that on a small machine the servers get the processors and not the load generator.
 */
export class Connection {
  #socket;
  /** @type {Buffer} */
  #received = Buffer.alloc(0);
  /** @type {PromiseWithResolvers<Answer> | undefined} */
  #pending;

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#pending?.reject(error));
    socket.on('close', () => this.#pending?.reject(new Error('The server closed the connection.')));
  }

  /**
   * @param {number} port
   * @returns {Promise<Connection>}
   */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket)));
    });
  }

  /**
   * One request at a time.
   *
   * @param {Buffer} request
   * @returns {Promise<Answer>}
   */
  send(request) {
    this.#pending = Promise.withResolvers();
    this.#socket.write(request);
    return this.#pending.promise;
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headersEnd = this.#received.indexOf(HEADERS_END);
    if (headersEnd === -1) return;
    const headers = this.#received.toString('latin1', 0, headersEnd);
    const length = /\r\ncontent-length: (\d+)/i.exec(headers)?.[1];
    if (length === undefined) {
      this.#pending?.reject(new Error(`An answer without a length: ${headers}`));
      return;
    }
    const bodyStart = headersEnd + HEADERS_END.length;
    const end = bodyStart + Number(length);
    if (this.#received.length < end) return;
    const answer = { status: Number(headers.slice(9, 12)), body: this.#received.subarray(bodyStart, end) };
    this.#received = this.#received.subarray(end);
    this.#pending?.resolve(answer);
  }
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {{ headers?: Record<string, string>, body?: string }} [content]
 * @returns {Buffer} what `send` takes
 */
export function prepare(method, path, { headers = {}, body } = {}) {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined)
    lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}
