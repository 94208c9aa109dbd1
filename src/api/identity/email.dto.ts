import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MAX_TEXT } from './max-text.js';

export class VerifyEmailRequest {
  /** Of the link in the mail. */
  @IsString()
  @MaxLength(MAX_TEXT)
  token!: string;
}

export class ChangeEmailRequest {
  /** Where the link is mailed to; upper and lower case are the same. */
  @IsString()
  @MaxLength(MAX_TEXT)
  new_email!: string;

  /** One's own, once more. */
  @IsString()
  @MaxLength(MAX_TEXT)
  current_password!: string;
}

export class ConfirmEmailChangeRequest {
  /** Of the link in the mail. */
  @IsString()
  @MaxLength(MAX_TEXT)
  token!: string;
}

export class PendingEmailResponse {
  new_email!: string;
  /** ISO 8601, like all times. */
  requested_at!: string;
  /** When the link stops working. */
  expires_at!: string;
}

export class EmailChangeResponse {
  /** Null while no other address is asked for. */
  @ApiProperty({ type: PendingEmailResponse, nullable: true })
  pending!: PendingEmailResponse | null;
}
