import { IsString, MaxLength } from 'class-validator';
import { MAX_TEXT } from './max-text.js';

export class ChangePasswordRequest {
  @IsString()
  @MaxLength(MAX_TEXT)
  current_password!: string;

  /** 10 to 128 characters of any kind, not among the most common passwords. */
  @IsString()
  @MaxLength(MAX_TEXT)
  new_password!: string;
}

export class ForgotPasswordRequest {
  @IsString()
  @MaxLength(MAX_TEXT)
  email!: string;
}

export class ResetPasswordRequest {
  /** Of the link in the mail. */
  @IsString()
  @MaxLength(MAX_TEXT)
  token!: string;

  /** 10 to 128 characters of any kind, not among the most common passwords. */
  @IsString()
  @MaxLength(MAX_TEXT)
  new_password!: string;
}
