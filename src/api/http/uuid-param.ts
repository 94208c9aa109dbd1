import { Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../domain/shared/domain-error.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The id in a path. What is no UUID names nothing of ours: answered 404 with `code`, the same as an id that nobody has.
 *
 * `show(@UuidParam('id', 'order_not_found') id: string)`
 */
export function UuidParam(name: string, code: string): ParameterDecorator {
  const pipe: PipeTransform<string, string> = {
    transform: (value) => {
      if (!UUID.test(value)) throw new DomainError(code, 'not_found', 'There is nothing with this id.');
      return value.toLowerCase();
    },
  };
  return Param(name, pipe);
}
