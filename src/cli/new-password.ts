import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UserError } from './user-error.js';

/** On a terminal asked for twice, without echo; otherwise the first line of standard input. */
export async function readNewPassword(email: string): Promise<string> {
  if (!process.stdin.isTTY) {
    const piped = await readLine('');
    if (!piped) {
      throw new UserError(
        'There is no password: set OPERATOR_EMAIL and OPERATOR_PASSWORD, pipe it in, or run this on a terminal.',
      );
    }
    return piped;
  }
  const password = await readLine(`Password for ${email}: `);
  if ((await readLine('Again: ')) !== password) throw new UserError('The two passwords differ.');
  return password;
}

/** One line of standard input, empty at its end; what is typed is not shown. */
async function readLine(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: nowhere,
    terminal: process.stdin.isTTY,
  });
  process.stderr.write(question);
  try {
    lines.once('SIGINT', () => lines.close());
    const ended = once(lines, 'close').then(() => null);
    const line = once(lines, 'line').then(([text]) => String(text));
    const answer = await Promise.race([line, ended]);
    if (answer === null && process.stdin.isTTY) throw new UserError('Nothing was changed.');
    return answer ?? '';
  } finally {
    lines.close();
    if (question) process.stderr.write('\n');
  }
}
