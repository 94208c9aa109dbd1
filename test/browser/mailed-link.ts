import { eventually } from '../support/eventually.js';
import type { SmtpSink } from '../support/smtp-sink.js';

/** A worker looks for mails every second, and its machine may be busy. */
const MAIL_MS = 20_000;

/** The newest link to a page that was mailed to somebody, without its host: browsers here may know the shop by another name. */
export async function mailedLink(mails: SmtpSink, email: string, path: string): Promise<string> {
  const link = new RegExp(`${path}#token=[\\w-]+`);
  const links = await eventually(
    () =>
      Promise.resolve(
        mails.received.filter(({ to }) => to === email).flatMap(({ text }) => link.exec(text) ?? []),
      ),
    (found) => found.length > 0,
    MAIL_MS,
  );
  return links.at(-1) ?? '';
}
