import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { API_KEY_SCOPES, type ApiKeyScope } from '../../domain/identity/api-key.js';
import { MAX_TEXT } from './max-text.js';

export class CreateApiKeyRequest {
  /** For people: which server has it. 1 to 200 characters. */
  @IsString()
  @MaxLength(MAX_TEXT)
  name!: string;

  /** What it is good for. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(API_KEY_SCOPES.length)
  @ArrayUnique()
  @IsIn(API_KEY_SCOPES, { each: true })
  @ApiProperty({ enum: API_KEY_SCOPES, isArray: true })
  scopes!: ApiKeyScope[];
}

export class ApiKeyResponse {
  id!: string;
  name!: string;
  /** How the key begins: `kk_` and twelve characters. */
  prefix!: string;
  @ApiProperty({ enum: API_KEY_SCOPES, isArray: true })
  scopes!: ApiKeyScope[];
  /** The operator who made it; null if it was made at a terminal. */
  created_by!: string | null;
  /** ISO 8601 UTC. */
  created_at!: string;
  /** ISO 8601 UTC, to about a minute; null until it is used. */
  last_used_at!: string | null;
  /** ISO 8601 UTC; null while it is valid. */
  revoked_at!: string | null;
}

export class CreatedApiKeyResponse extends ApiKeyResponse {
  /** The key itself: send it as a bearer token. Shown here only. */
  key!: string;
}

export class ApiKeyListResponse {
  data!: ApiKeyResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
