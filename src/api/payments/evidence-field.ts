import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import { Optional } from '../http/optional.js';

/** Stripe takes 150,000 characters of all texts together, and up to 20,000 of one. */
const MAX_TEXT_LENGTH = 20_000;

/** A text of evidence; may be left out. */
export const EvidenceText = (): PropertyDecorator =>
  applyDecorators(Optional(), IsString(), MaxLength(MAX_TEXT_LENGTH));

/** The id of a file that was uploaded to Stripe; may be left out, and empty takes the file away. */
export const FileId = (): PropertyDecorator =>
  applyDecorators(Optional(), IsString(), Matches(/^(?:file_\w{1,250})?$/));
