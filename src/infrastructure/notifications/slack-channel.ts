import { IOperatorsChannel } from '../../application/notifications/ports/channels.js';

/** Slack answers in well under a second; the worker must be able to stop within ten. */
const TIMEOUT_MS = 5_000;
/** Slack cuts longer texts. */
const MAX_LENGTH = 4_000;

/** An incoming webhook of Slack, or of anything that takes the same (Mattermost, Discord's `/slack`). */
export class SlackChannel extends IOperatorsChannel {
  /** @param url a secret: whoever has it can post */
  constructor(private readonly url: string) {
    super();
  }

  async post(text: string): Promise<void> {
    const answer = await this.#send(JSON.stringify({ text: escaped(text).slice(0, MAX_LENGTH) }));
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`Slack answered ${answer.status}.`);
  }

  async #send(body: string): Promise<Response> {
    try {
      return await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new Error('Slack cannot be reached.', { cause });
    }
  }
}

/** Slack's three control characters (docs.slack.dev, "Formatting message text"): what people wrote mentions nobody. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
