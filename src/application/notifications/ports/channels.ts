export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends mail: by SMTP, or to the log in development where nobody has said how. */
export abstract class IMailer {
  /** Resolves once the server has taken it. @throws MailRefusedError, or any other error when it may work later. */
  abstract send(mail: Mail): Promise<void>;
}

/** The server refuses the recipient for good: another try is refused again. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

/** Where operators read what happens. */
export abstract class IOperatorsChannel {
  /** @param text plain text @throws Error when it may work later */
  abstract post(text: string): Promise<void>;
}
