import { createServer, type Server, type Socket } from 'node:net';
import { type AddressInfo } from 'node:net';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  /** Header and body as they came over the wire. */
  readonly raw: string;
  /** The body as a person reads it. */
  readonly text: string;
}

/** A mail server on a real port (RFC 5321, as much as a client needs), which takes every mail and delivers none. */
export class SmtpSink {
  readonly received: ReceivedMail[] = [];
  /** Recipients that are refused, and how: `550 no such user`. */
  readonly refusals = new Map<string, string>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  static async start(): Promise<SmtpSink> {
    const sink = new SmtpSink();
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  /** `smtp://127.0.0.1:<port>` */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let waiting = '';
    let mail: { from: string; to: string; raw: string } | null = null;
    let inData = false;
    const answer = (line: string): void => void socket.write(`${line}\r\n`);
    answer('220 sink');
    socket.on('data', (chunk: Buffer) => {
      waiting += chunk.toString('utf8');
      for (let end = waiting.indexOf('\r\n'); end !== -1; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        if (inData && mail && line !== '.') mail.raw += `${line}\n`;
        else if (inData && mail) {
          this.received.push({ ...mail, text: textOf(mail.raw) });
          inData = false;
          answer('250 taken');
        } else if (/^MAIL FROM:/i.test(line)) {
          mail = { from: addressIn(line), to: '', raw: '' };
          answer('250 ok');
        } else if (/^RCPT TO:/i.test(line)) {
          const to = addressIn(line);
          if (mail) mail.to = to;
          answer(this.refusals.get(to) ?? '250 ok');
        } else if (/^DATA$/i.test(line)) {
          inData = true;
          answer('354 go on');
        } else answer(/^QUIT/i.test(line) ? '221 bye' : '250 sink');
      }
    });
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

/** RFC 2045, section 6: the two encodings that mail programs use. */
function textOf(raw: string): string {
  const divide = raw.indexOf('\n\n');
  const [header, body] = [raw.slice(0, divide), raw.slice(divide + 2)];
  if (/^Content-Transfer-Encoding: base64$/im.test(header))
    return Buffer.from(body, 'base64').toString('utf8');
  if (!/^Content-Transfer-Encoding: quoted-printable$/im.test(header)) return body;
  const bytes = body
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
