import type { OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { IMailer, type Mail, MailRefusedError } from '../../application/notifications/ports/channels.js';

/** A mail server that takes longer for one step is not well; the worker must be able to stop within ten. */
const STEP_TIMEOUT_MS = 5_000;
/** Connections that stay open between mails; more than this from one sender is throttled by common providers. */
const MAX_CONNECTIONS = 3;

/** SMTP, RFC 5321, section 4.2.1: 5yz is for good. Of sign-in and greeting it is our own fault, and may be mended. */
const FIRST_PERMANENT = 500;
const ABOUT_RECIPIENT = 'EENVELOPE';

export class SmtpMailer extends IMailer implements OnModuleDestroy {
  readonly #transport: Transporter;

  /** @param url `smtp://user:password@host:port`, or `smtps:` @param from as people see it */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.#transport = createTransport({
      url,
      pool: true,
      maxConnections: MAX_CONNECTIONS,
      connectionTimeout: STEP_TIMEOUT_MS,
      greetingTimeout: STEP_TIMEOUT_MS,
      socketTimeout: STEP_TIMEOUT_MS,
      // Mails are text from our own templates: nothing is to be fetched for them.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    try {
      await this.#transport.sendMail({ from: this.from, to: { name: '', address: to }, subject, text });
    } catch (error) {
      if (isRefusal(error))
        throw new MailRefusedError('The mail server refuses the recipient.', { cause: error });
      throw error;
    }
  }

  /** With the process: connections of the pool would keep it alive. */
  onModuleDestroy(): void {
    this.#transport.close();
  }
}

function isRefusal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return code === ABOUT_RECIPIENT && typeof responseCode === 'number' && responseCode >= FIRST_PERMANENT;
}
