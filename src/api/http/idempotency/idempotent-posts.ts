import { RequestMethod, UseInterceptors } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * Lets every POST of a controller take an `Idempotency-Key`. A test holds all controllers below `/api` to it. Not an
 * interceptor of the whole application: one costs each request a fifth of its time, webhooks included.
 */
export function IdempotentPosts(): ClassDecorator {
  const intercept = UseInterceptors(IdempotencyInterceptor);
  return (controller) => {
    const prototype = controller.prototype as object;
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      const handler: unknown = descriptor.value;
      if (typeof handler !== 'function') continue;
      if (Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST)
        intercept(prototype, name, descriptor);
    }
  };
}
