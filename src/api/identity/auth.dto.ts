import { ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type Locale, LOCALES } from '../../domain/shared/locale.js';
import { MAX_TEXT } from './max-text.js';
import { UserResponse } from './user.dto.js';

export class RegisterRequest {
  /** Becomes the name to sign in with; upper and lower case are the same. */
  @IsString()
  @MaxLength(MAX_TEXT)
  email!: string;

  /** 10 to 128 characters of any kind, not among the most common passwords. */
  @IsString()
  @MaxLength(MAX_TEXT)
  password!: string;

  /** 1 to 200 characters. */
  @IsString()
  @MaxLength(MAX_TEXT)
  name!: string;

  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  phone?: string | null;

  /** Calendar date, `YYYY-MM-DD`. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  birthdate?: string | null;

  /** The language of mails to them; both where it is left out. */
  @IsOptional()
  @IsIn(LOCALES)
  @ApiPropertyOptional({ type: 'string', enum: [...LOCALES, null], nullable: true })
  locale?: Locale | null;

  /** Must be true: without the terms there is no account. */
  @Equals(true)
  terms_accepted!: boolean;

  /** Must be true: without the privacy policy there is no account. */
  @Equals(true)
  privacy_accepted!: boolean;
}

export class LogInRequest {
  @IsString()
  @MaxLength(MAX_TEXT)
  email!: string;

  @IsString()
  @MaxLength(MAX_TEXT)
  password!: string;
}

export class SignedInResponse {
  user!: UserResponse;

  /** For `Authorization: Bearer`; also set as an httpOnly cookie. */
  access_token!: string;

  /** Seconds until the access token expires. */
  expires_in!: number;

  /** For `X-CSRF-Token` on unsafe requests by cookie; also in the cookie `kaikei_csrf`. */
  csrf_token!: string;
}

export class SessionResponse {
  user!: UserResponse;

  /** When the session ends unless it is refreshed before, ISO 8601. */
  expires_at!: string;

  /** For `X-CSRF-Token` on unsafe requests by cookie. */
  csrf_token!: string;
}
