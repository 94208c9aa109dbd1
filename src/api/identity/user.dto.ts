import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { type Role, ROLES } from '../../domain/identity/user.js';
import { type Locale, LOCALES } from '../../domain/shared/locale.js';
import { MAX_TEXT } from './max-text.js';

export class UserResponse {
  id!: string;
  /** Null for someone who signs in elsewhere, without an address that is known to be theirs. */
  email!: string | null;
  name!: string;
  phone!: string | null;

  /** Calendar date, `YYYY-MM-DD`. */
  birthdate!: string | null;

  /** The language of mails; null: not said, and then mails are written in both. */
  @ApiProperty({ type: 'string', enum: [...LOCALES, null], nullable: true })
  locale!: Locale | null;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role!: Role;
  email_verified!: boolean;

  /** ISO 8601. */
  created_at!: string;
}

export class DeleteAccountRequest {
  /** One's own, once more: what is deleted cannot be brought back. Users of another issuer have none, and leave it out. */
  @ValidateIf((body: DeleteAccountRequest) => body.password !== undefined)
  @IsString()
  @MaxLength(MAX_TEXT)
  password?: string;
}

/** What is left out stays; null removes. */
export class UpdateProfileRequest {
  /** 1 to 200 characters. */
  @ValidateIf((body: UpdateProfileRequest) => body.name !== undefined)
  @IsString()
  @MaxLength(MAX_TEXT)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  phone?: string | null;

  /** Calendar date, `YYYY-MM-DD`. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  birthdate?: string | null;

  /** The language of mails. */
  @IsOptional()
  @IsIn(LOCALES)
  @ApiPropertyOptional({ type: 'string', enum: [...LOCALES, null], nullable: true })
  locale?: Locale | null;
}
