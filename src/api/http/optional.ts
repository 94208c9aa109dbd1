import { ValidateIf } from 'class-validator';

/** May be left out, but not be null: class-validator's own IsOptional lets null through. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
