import type { Mail } from './channels.js';

/** A mail that was sent in development, with the links in it that let somebody in. */
export interface DevelopmentMail extends Mail {
  readonly id: string;
  readonly sentAt: Date;
}

/** Where mails end while there is no mail server: the worker puts them there, the API shows them. Never in production. */
export abstract class IDevelopmentMailbox {
  /** The oldest make room. */
  abstract add(mail: Mail): Promise<void>;
  /** The newest first. @param to of this address alone; null: of everybody */
  abstract list(to: string | null): Promise<DevelopmentMail[]>;
}
