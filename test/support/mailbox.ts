import { GrantPasswordResets } from '../../src/application/identity/grant-password-resets.js';
import { eventually } from './eventually.js';
import { type IdentityApp, startIdentityApp } from './identity-app.js';
import { RunningCourier } from './running-courier.js';
import { SmtpSink } from './smtp-sink.js';

const WITHIN_MS = 10_000;
const TOKEN_AT_END = /#token=([\w-]{43})\s*$/;

/** Accounts whose mails are really sent, and read here. */
export class Mailbox {
  private constructor(
    readonly identity: IdentityApp,
    readonly courier: RunningCourier,
    private readonly sink: SmtpSink,
  ) {}

  static async start(): Promise<Mailbox> {
    const sink = await SmtpSink.start();
    const identity = await startIdentityApp({
      env: { SMTP_URL: sink.url, MAIL_FROM: 'Kaikei <shop@shop.example>' },
    });
    return new Mailbox(identity, await RunningCourier.start(identity.app.configuration), sink);
  }

  /** As the worker does it every second. */
  grantResets(): Promise<void> {
    return this.courier.worker.get(GrantPasswordResets).execute(new AbortController().signal);
  }

  /** The texts of the mails to an address that hold `part`, once there are `count`. */
  async textsTo(address: string, part: string, count = 1): Promise<string[]> {
    const mails = await eventually(
      async () => this.sink.received.filter(({ to, text }) => to === address && text.includes(part)),
      (all) => all.length >= count,
      WITHIN_MS,
    );
    return mails.map(({ text }) => text);
  }

  addressees(): string[] {
    return this.sink.received.map(({ to }) => to);
  }

  /** The token of the newest such link to an address. */
  async tokenTo(address: string, page: string, count = 1): Promise<string> {
    const text = (await this.textsTo(address, page, count)).at(-1) ?? '';
    return TOKEN_AT_END.exec(text)?.[1] ?? '';
  }

  async close(): Promise<void> {
    await this.courier.stop();
    await this.identity.close();
    await this.sink.close();
  }
}
