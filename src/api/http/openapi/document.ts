import type { INestApplication } from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { REQUIRED_SCOPE } from '../auth/accepts-api-key.js';
import { PUBLIC_ROUTE } from '../auth/public.js';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor.js';
import { PROBLEM_TYPE } from '../problem/problem.js';
import { ProblemResponse } from './problem.dto.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const DESCRIPTION = `Amounts are integer minor units with a lower-case \`currency\`, times ISO 8601 in UTC, ids UUIDv7.
Errors are problem details (RFC 9457) with a stable \`code\`.

Send the access token as a bearer token, or let the cookies that login sets speak for you: unsafe requests by cookie
also need the header \`X-CSRF-Token\`.

Servers send an API key (\`kk_...\`) as bearer token, and in \`Kaikei-User\` the id of the customer for whom they act.
Routes that accept one name its scope; all others refuse it.`;

const ACTING_USER = {
  name: 'Kaikei-User',
  in: 'header' as const,
  required: false,
  description: 'With an API key: the id of the customer for whom it is done. Ignored with an access token.',
  schema: { type: 'string', format: 'uuid' },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    'Makes a retry safe: the first answer is given again, with `Idempotency-Replayed: true`, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** The OpenAPI 3.1 document, made of controllers and DTOs as they are. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Kaikei')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'kk_...' }, 'api_key')
    .addCookieAuth('kaikei_access', { type: 'apiKey', in: 'cookie' }, 'cookie')
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    operationIdFactory: operationId,
    extraModels: [ProblemResponse],
  });
  const handlers = handlersByOperation(app);
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      const handler = handlers.get(operation?.operationId ?? '');
      if (operation && handler) complete(operation, handler);
    }
  }
  return withPlainNames(document);
}

/** What is answered bears the name of the thing, as in `Order`: the suffix of our classes says nothing to clients. */
function withPlainNames(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? plainName(value) : value,
  );
  const renamed = JSON.parse(text) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {});
  const plain = Object.fromEntries(schemas.map(([name, schema]) => [plainName(name), schema]));
  if (Object.keys(plain).length < schemas.length)
    throw new Error('Two DTOs have the same name without "Response".');
  return { ...renamed, components: { ...renamed.components, schemas: plain } };
}

function plainName(name: string): string {
  return name.replace(/Response$/, '');
}

/** `OrdersController.place` is `ordersPlace`: a name that generators of clients can use as it is. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

/** A method of a controller. */
interface Handler {
  readonly controller: object;
  readonly method: object;
}

/** What holds for every operation of its kind, and so is written on none. */
function complete(operation: Operation, handler: Handler): void {
  const scope = scopeOf(handler);
  operation.security = isPublic(handler) ? [] : [{ bearer: [] }, { cookie: [] }];
  if (scope !== undefined) {
    operation.security.push({ api_key: [scope] });
    operation.parameters = [...(operation.parameters ?? []), ACTING_USER];
  }
  operation.responses.default ??= {
    description: 'A problem',
    content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
  };
  if (takesIdempotencyKey(handler)) {
    operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  }
}

/** By the mark that the guard reads. */
function isPublic({ controller, method }: Handler): boolean {
  return [controller, method].some((target) => Reflect.getMetadata(PUBLIC_ROUTE, target) === true);
}

function scopeOf({ method }: Handler): string | undefined {
  return Reflect.getMetadata(REQUIRED_SCOPE, method) as string | undefined;
}

function takesIdempotencyKey({ method }: Handler): boolean {
  const interceptors = Reflect.getMetadata(INTERCEPTORS_METADATA, method) as unknown[] | undefined;
  return interceptors?.includes(IdempotencyInterceptor) === true;
}

function handlersByOperation(app: INestApplication): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (!metatype) continue;
      const methods = Object.entries(Object.getOwnPropertyDescriptors(metatype.prototype as object));
      for (const [name, { value }] of methods) {
        if (typeof value === 'function') {
          handlers.set(operationId(metatype.name, name), { controller: metatype, method: value as object });
        }
      }
    }
  }
  return handlers;
}
