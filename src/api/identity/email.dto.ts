import { IsString, MaxLength } from 'class-validator';

/** Far above every real value. */
const MAX_TOKEN = 1_000;

export class VerifyEmailRequest {
  /** Of the link in the mail. */
  @IsString()
  @MaxLength(MAX_TOKEN)
  token!: string;
}
