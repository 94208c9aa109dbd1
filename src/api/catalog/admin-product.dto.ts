import { IsBoolean, IsString, Length, MaxLength } from 'class-validator';
import { Optional } from '../http/optional.js';

/** What a receipt's line holds. */
const MAX_NAME_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 2_000;

export class CreateProductRequest {
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  name!: string;

  @Optional()
  @IsString()
  @MaxLength(MAX_DESCRIPTION_LENGTH)
  description?: string;

  /** Shown in the shop; true when it is left out. */
  @Optional()
  @IsBoolean()
  active?: boolean;
}

/** What is left out stays. */
export class ChangeProductRequest {
  @Optional()
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  name?: string;

  @Optional()
  @IsString()
  @MaxLength(MAX_DESCRIPTION_LENGTH)
  description?: string;

  @Optional()
  @IsBoolean()
  active?: boolean;
}
