import { ApiProperty } from '@nestjs/swagger';
import {
  SIGN_IN_METHODS,
  SIGN_IN_OUTCOMES,
  type SignInMethod,
  type SignInOutcome,
} from '../../domain/identity/sign-in.js';

export class SignInResponse {
  id!: string;

  /** ISO 8601. */
  at!: string;

  /**
   * What was presented. A registration and a change of the password sign in, too; a change of the address does not. A wrong
   * `password` may be of someone who is signed in and was asked for it once more.
   */
  @ApiProperty({ enum: SIGN_IN_METHODS })
  method!: SignInMethod;

  /**
   * What became of it. `too_many_tries`: refused without a look at the password, after too many wrong ones; of a row of such
   * tries from one place only the first is kept.
   */
  @ApiProperty({ enum: SIGN_IN_OUTCOMES })
  outcome!: SignInOutcome;

  /** From where. */
  ip!: string | null;

  /** Of the browser or program, up to 512 characters. */
  user_agent!: string | null;
}

export class SignInListResponse {
  data!: SignInResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
