import { ApiError } from 'kaikei-sdk';
import { text } from '../text/text.js';

/** Does what needs the password of whoever is signed in. @throws ApiError; where the password was wrong, at its field */
export async function wrongPasswordAt(field: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    if (!(cause instanceof ApiError && cause.code === 'password_wrong')) throw cause;
    throw new ApiError(cause.status, cause.code, cause.message, [
      { field, message: text.account.passwordWrong },
    ]);
  }
}
